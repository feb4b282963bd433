package io.windhover.distribution.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a CloudTrail log of random users, a line every few milliseconds: some events come late, one in five hundred is of a
 * clock that goes two hours ahead, and each thousandth line cannot be read.
 */
final class Load implements AutoCloseable {
    private static final int USERS = 40;
    private static final int UNREADABLE_EVERY = 1_000;
    /** Where everybody is seen first. */
    private static final String HOME = "192.0.2.1";

    private final Path log;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private @Nullable ScheduledFuture<?> writing;
    private volatile long lines;

    private Load(Path log, Random random) {
        this.log = log;
        this.random = random;
    }

    /** Every user at home, and no more before it is started. */
    static Load of(Path log, Random random) {
        Load load = new Load(log, random);
        for (int user = 0; user < USERS; user++) {
            load.append(load.line("AssumeRole", user(user), HOME, Instant.now()));
        }
        return load;
    }

    /** Begins to write. */
    void start(int perSecond) {
        writing = clock.scheduleAtFixedRate(this::next, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private static String user(int number) {
        return "user-" + number;
    }

    /** Writes an event whose alert can be told from all others. */
    synchronized void probe(String user) {
        append(line("Probe", user, HOME, Instant.now()));
    }

    long lines() {
        return lines;
    }

    long unreadable() {
        return lines / UNREADABLE_EVERY;
    }

    private synchronized void next() {
        lines++;
        if (lines % UNREADABLE_EVERY == 0) {
            append("{\"eventVersion\": \"1.11\", \"eventTime\": \u0000 no event " + lines);
            return;
        }
        Instant time = Instant.now().minusSeconds(random.nextInt(6));
        if (random.nextInt(500) == 0) {
            // No rule looks at it: the time that it is given is that of its arrival.
            append(line("ListUsers", user(random.nextInt(USERS)), HOME, time.plus(2, ChronoUnit.HOURS)));
            return;
        }
        append(line(call(random.nextInt(60)), user(random.nextInt(USERS)), "192.0.2." + (1 + random.nextInt(8)), time));
    }

    /** Most calls concern no rule: no window gets more than it keeps for late events. */
    private static String call(int dice) {
        if (dice == 0) {
            return "StopLogging";
        }
        return dice <= 5 ? "GetSecretValue" : dice <= 8 ? "AssumeRole" : "DescribeInstances";
    }

    private void append(String line) {
        try {
            Files.writeString(
                    log, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String call, String user, String address, Instant time) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return """
                {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA%1$s",\
                "arn":"arn:aws:iam::111122223333:user/%1$s","accountId":"111122223333","userName":"%1$s"},\
                "eventTime":"%2$s","eventSource":"chaos.amazonaws.com","eventName":"%3$s","awsRegion":"eu-central-1",\
                "sourceIPAddress":"%4$s","userAgent":"aws-cli/2.31.5","requestParameters":null,"responseElements":null,\
                "requestID":"%5$s","eventID":"%5$s","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,\
                "recipientAccountId":"111122223333","eventCategory":"Management"}""".formatted(user, time.truncatedTo(ChronoUnit.SECONDS), call, address, id);
    }

    /** Ends the writing; probes may follow. */
    void end() throws Exception {
        clock.shutdown();
        if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a line is not written");
        }
        if (writing != null && !writing.isCancelled()) {
            // It ended before it was told to: says why.
            writing.get();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
