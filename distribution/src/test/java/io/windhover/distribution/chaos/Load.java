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

/**
 * Writes a CloudTrail log of random users, a line every few milliseconds: some events come late, one in five hundred is of a
 * clock that goes two hours ahead, and each thousandth line cannot be read.
 */
final class Load implements AutoCloseable {
    private static final int USERS = 40;
    /** Where everybody is seen first. */
    private static final String HOME = "192.0.2.1";

    private final Path log;
    private final Random random;
    private final long pauseMillis;
    private final Thread thread;
    private volatile boolean ending;
    private volatile long lines;
    private volatile long unreadable;

    private Load(Path log, Random random, long pauseMillis) {
        this.log = log;
        this.random = random;
        this.pauseMillis = pauseMillis;
        this.thread = new Thread(this::write, "load");
    }

    /** Every user at home, and no more before it is started. */
    static Load of(Path log, Random random, int perSecond) {
        Load load = new Load(log, random, 1_000L / perSecond);
        for (int user = 0; user < USERS; user++) {
            load.append(load.line("AssumeRole", user(user), HOME, Instant.now()));
        }
        return load;
    }

    /** Begins to write. */
    void start() {
        thread.start();
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
        return unreadable;
    }

    private void write() {
        while (!ending) {
            next();
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void next() {
        lines++;
        if (lines % 1_000 == 0) {
            unreadable++;
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
    void end() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}
