package io.windhover.detector.triage;

import io.windhover.detector.Heartbeat;
import io.windhover.detector.Names;
import io.windhover.schemas.Alert;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of findings. The finding that opens an episode is an alert at once; those that follow only raise its
 * count, which is written again at most once per update interval, so that a storm costs a subscriber a few records.
 */
public final class TriageProcessor implements Processor<String, Finding, String, Alert> {
    private static final Duration KEEP = Duration.ofDays(3);
    private static final int EXPIRY_SLICE = 1_000;

    private final Duration updateInterval;
    private final AlertMetrics metrics;
    private ProcessorContext<String, Alert> context;
    private KeyValueStore<String, EpisodeBook> books;
    private KeyValueStore<String, Long> grown;
    private @Nullable String expiryCursor;

    /**
     * Makes a processor for one task.
     *
     * @param updateInterval how often a growing alert's count is written again, wall-clock time
     * @param metrics of all tasks
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public TriageProcessor(Duration updateInterval, AlertMetrics metrics) {
        this.updateInterval = updateInterval;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        this.books = context.getStateStore(Names.EPISODES_STORE);
        this.grown = context.getStateStore(Names.GROWN_STORE);
        this.expiryCursor = null;
        context.schedule(updateInterval, PunctuationType.WALL_CLOCK_TIME, this::writeUpdates);
        context.schedule(updateInterval, PunctuationType.WALL_CLOCK_TIME, this::forgetExpired);
    }

    @Override
    public void process(Record<String, Finding> record) {
        Finding finding = record.value();
        if (finding == null) {
            OptionalLong heartbeat = Heartbeat.of(record.headers());
            if (heartbeat.isPresent()) {
                metrics.heartbeat(heartbeat.getAsLong(), context.currentSystemTimeMs());
                return;
            }
            throw new SerializationException("the finding has no value");
        }
        metrics.finding();
        if (!alerts(finding)) {
            metrics.withheld();
            return;
        }
        String key = EpisodeKey.of(finding);
        EpisodeBook before = books.get(key);
        Instant expires = Instant.ofEpochMilli(context.currentSystemTimeMs())
                .plus(KEEP)
                .plusMillis(finding.getRule().getPeriod());
        Episodes.Outcome outcome = Episodes.add(before == null ? Episodes.empty() : before, finding, expires);
        books.put(key, outcome.book());
        if (outcome.grown()) {
            grown.put(key, record.timestamp());
        }
        for (Alert closed : outcome.closed()) {
            context.forward(record.withValue(closed));
        }
        if (outcome.opened() != null) {
            context.forward(record.withValue(outcome.opened()));
            metrics.opened(outcome.opened(), finding, context.currentSystemTimeMs());
        }
    }

    private static boolean alerts(Finding finding) {
        return finding.getRule().getMode() == RuleMode.LIVE && finding.getRule().getLevel() != Level.INFORMATIONAL;
    }

    private void writeUpdates(long now) {
        for (KeyValue<String, Long> entry : all(grown)) {
            EpisodeBook book = books.get(entry.key);
            if (book != null) {
                List<Alert> updates = Episodes.updates(book);
                books.put(entry.key, Episodes.reported(book));
                updates.forEach(
                        alert -> context.forward(new Record<>(alert.getEntity(), alert, Math.max(0, entry.value))));
            }
            grown.delete(entry.key);
        }
    }

    /** Walks the store a slice at a time, so that no call takes long however many books there are. */
    private void forgetExpired(long now) {
        Instant time = Instant.ofEpochMilli(now);
        List<String> expired = new ArrayList<>();
        String last = null;
        try (KeyValueIterator<String, EpisodeBook> slice = books.range(expiryCursor, null)) {
            for (int i = 0; i < EXPIRY_SLICE && slice.hasNext(); i++) {
                KeyValue<String, EpisodeBook> entry = slice.next();
                if (entry.value.getExpires().isBefore(time)) {
                    expired.add(entry.key);
                }
                last = slice.hasNext() ? entry.key : null;
            }
        }
        expiryCursor = last;
        expired.forEach(books::delete);
    }

    private static List<KeyValue<String, Long>> all(KeyValueStore<String, Long> store) {
        List<KeyValue<String, Long>> entries = new ArrayList<>();
        try (KeyValueIterator<String, Long> iterator = store.all()) {
            iterator.forEachRemaining(entries::add);
        }
        return entries;
    }
}
