package io.windhover.detector.silence;

import io.micrometer.core.instrument.MeterRegistry;
import io.windhover.detector.Names;
import io.windhover.schemas.Alert;
import io.windhover.schemas.SourceActivity;
import io.windhover.schemas.SourceSighting;
import io.windhover.schemas.SourceWatch;
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

/**
 * Notices which sources are silent. It judges at the ingest time up to which every partition of the events topic is read,
 * the least of what they tell, and never by the time of day: what stands in a backlog, or in a partition that nobody reads at
 * the moment, is not silent. So after downtime nothing is told that the backlog would contradict.
 */
public final class SilenceProcessor implements Processor<String, SourceActivity, String, Alert> {
    /** A source that was silent for so long does not come back. */
    private static final Duration FORGET = Duration.ofDays(30);

    private static final int MOST_SOURCES = 1_000;

    private final SilencePolicy policy;
    private final MeterRegistry meters;
    private ProcessorContext<String, Alert> context;
    private KeyValueStore<String, SourceWatch> sources;
    private KeyValueStore<String, Long> progress;
    private SilenceMetrics metrics;
    private int known;

    /** Makes a processor for the one task. */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public SilenceProcessor(SilencePolicy policy, MeterRegistry meters) {
        this.policy = policy;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        this.sources = context.getStateStore(Names.SOURCES_STORE);
        this.progress = context.getStateStore(Names.PROGRESS_STORE);
        this.metrics = new SilenceMetrics(meters);
        this.known = all(sources).size();
        context.schedule(ActivityProcessor.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::judge);
    }

    @Override
    public void process(Record<String, SourceActivity> record) {
        SourceActivity activity = record.value();
        if (activity == null) {
            throw new SerializationException("the activity has no value");
        }
        List<Alert> closed = new ArrayList<>();
        for (SourceSighting sighting : activity.getSources()) {
            SourceWatch before = sources.get(sighting.getSource());
            if (before == null && known >= MOST_SOURCES) {
                continue;
            }
            known += before == null ? 1 : 0;
            Instant heard = sighting.getIngestTime();
            if (before == null || heard.isAfter(before.getIngestTime())) {
                sources.put(sighting.getSource(), new SourceWatch(heard, null));
                if (before != null && before.getAlert() != null) {
                    closed.add(SilenceAlerts.closed(before.getAlert(), heard));
                }
            }
        }
        progress.put(
                Integer.toString(activity.getPartition()),
                activity.getProgress().toEpochMilli());
        closed.forEach(alert -> forward(alert, record.timestamp()));
    }

    private void judge(long now) {
        OptionalLong readUpTo =
                all(progress).stream().mapToLong(entry -> entry.value).min();
        if (readUpTo.isEmpty()) {
            return;
        }
        Instant time = Instant.ofEpochMilli(readUpTo.getAsLong());
        for (KeyValue<String, SourceWatch> entry : all(sources)) {
            Duration silent = Duration.between(entry.value.getIngestTime(), time);
            if (silent.compareTo(FORGET) >= 0) {
                sources.delete(entry.key);
                if (entry.value.getAlert() != null) {
                    forward(SilenceAlerts.forgotten(entry.value.getAlert(), FORGET), now);
                }
                metrics.forget(entry.key);
                known--;
                continue;
            }
            Duration after = policy.after(entry.key);
            metrics.silent(entry.key, silent.isNegative() ? Duration.ZERO : silent, after);
            if (policy.alerts() && entry.value.getAlert() == null && silent.compareTo(after) >= 0) {
                Alert alert = SilenceAlerts.opened(entry.key, policy.level(), after, entry.value.getIngestTime(), time);
                sources.put(entry.key, new SourceWatch(entry.value.getIngestTime(), alert));
                forward(alert, now);
            }
        }
    }

    private void forward(Alert alert, long timestamp) {
        context.forward(new Record<>(alert.getEntity(), alert, Math.max(0, timestamp)));
    }

    private static <V> List<KeyValue<String, V>> all(KeyValueStore<String, V> store) {
        List<KeyValue<String, V>> entries = new ArrayList<>();
        try (KeyValueIterator<String, V> iterator = store.all()) {
            iterator.forEachRemaining(entries::add);
        }
        return entries;
    }

    @Override
    public void close() {
        metrics.close();
    }
}
