package io.windhover.connect.okta;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.plugin.PluginVersion;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.connect.record.EventRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows an organisation's System Log from link to link.
 *
 * <p>A page is handed over at once. Its records carry the link that gave it, the last one the link behind it: a restart in
 * the middle reads the page again, where an event has the same uid. The link is what is kept, never a time: events are
 * published late and out of order.
 */
public final class OktaSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(OktaSourceTask.class);

    private static final String ORIGIN = "okta";
    private static final String LINK = "link";

    /** So long poll waits at most: a worker that stops must not have to wait for an answer. */
    private static final long WAIT_MILLIS = 500;

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable Running running;

    /** What exists between start and stop. */
    private static final class Running {
        final SystemLog log;
        final EventRecords records;
        final ReadLimits limits;
        final Backoff backoff;
        final Duration interval;
        final int fullPage;
        final Map<String, String> partition;
        URI link;
        long dueNanos = System.nanoTime();
        volatile @Nullable CompletableFuture<Answer> inFlight;

        Running(OktaSourceConfig config, SystemLog log, Map<String, String> partition, URI link, Clock clock) {
            this.log = log;
            this.partition = partition;
            this.link = link;
            records = new EventRecords(config, clock);
            limits = config.limits();
            backoff = new Backoff(config.backoff(), config.backoffMax(), new SecureRandom());
            interval = config.pollInterval();
            fullPage = config.limit();
        }

        void pause(Duration pause) {
            dueNanos = System.nanoTime() + pause.toNanos();
        }
    }

    /** As a worker makes it. */
    public OktaSourceTask() {
        this(Clock.systemUTC());
    }

    OktaSourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        OktaSourceConfig config = new OktaSourceConfig(settings);
        SystemLog log = new SystemLog(config, clock);
        Map<String, String> partition = Map.of(ORIGIN, config.origin().toString());
        URI link = committed(log, partition, config.since().orElseGet(clock::instant));
        running = new Running(config, log, partition, link, clock);
    }

    private URI committed(SystemLog log, Map<String, String> partition, Instant since) {
        Map<String, Object> offset = context == null || context.offsetStorageReader() == null
                ? null
                : context.offsetStorageReader().offset(partition);
        if (offset == null || !(offset.get(LINK) instanceof String link)) {
            LOG.atInfo().addKeyValue("since", since).log("Reading Okta's System Log from a time on");
            return log.from(since);
        }
        return log.link(link)
                .orElseThrow(() -> new ConnectException("the stored offset leads to another host than the settings"));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Running current = running;
        if (current == null || !isDue(current)) {
            return null;
        }
        CompletableFuture<Answer> fetch = current.inFlight;
        if (fetch == null) {
            fetch = current.log.fetch(current.link);
            current.inFlight = fetch;
        }
        Answer answer;
        try {
            answer = fetch.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            throw new ConnectException("Okta's answer could not be handled", e);
        }
        current.inFlight = null;
        return handle(current, answer);
    }

    private boolean isDue(Running current) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(current.dueNanos - System.nanoTime());
        boolean stopping = stopped.await(Math.max(0, Math.min(left + 1, WAIT_MILLIS)), TimeUnit.MILLISECONDS);
        return !stopping && System.nanoTime() - current.dueNanos >= 0;
    }

    private static @Nullable List<SourceRecord> handle(Running current, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            throw new ConnectException(refused.reason());
        }
        if (answer instanceof Answer.Failed failed) {
            Duration backoff = current.backoff.afterFailure();
            Duration pause =
                    failed.pause().filter(said -> said.compareTo(backoff) > 0).orElse(backoff);
            current.pause(pause);
            LOG.atWarn()
                    .addKeyValue("reason", failed.reason())
                    .addKeyValue("pauseMillis", pause.toMillis())
                    .log("Okta gave no page; it is asked again");
            return null;
        }
        Answer.Page page = (Answer.Page) answer;
        List<SourceRecord> records = records(current, page);
        current.backoff.afterSuccess();
        // A full page has more behind it, unless the log leads nowhere.
        boolean more = records.size() >= current.fullPage && !page.next().equals(current.link);
        current.link = page.next();
        Duration interval = more ? Duration.ZERO : current.interval;
        current.pause(interval.compareTo(page.pause()) > 0 ? interval : page.pause());
        return records.isEmpty() ? null : records;
    }

    private static List<SourceRecord> records(Running current, Answer.Page page) {
        Map<String, String> thisPage = Map.of(LINK, current.link.toString());
        Map<String, String> nextPage = Map.of(LINK, page.next().toString());
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader =
                RecordReader.of(current.log.name(), new ByteArrayInputStream(page.body()), current.limits)) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                records.add(current.records.of(read, current.partition, thisPage));
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        if (!records.isEmpty()) {
            SourceRecord last = records.remove(records.size() - 1);
            records.add(withOffset(last, nextPage));
        }
        return records;
    }

    private static SourceRecord withOffset(SourceRecord record, Map<String, String> offset) {
        return new SourceRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    @Override
    public void stop() {
        stopped.countDown();
        Running current = running;
        if (current != null) {
            CompletableFuture<Answer> fetch = current.inFlight;
            if (fetch != null) {
                fetch.cancel(true);
            }
        }
    }
}
