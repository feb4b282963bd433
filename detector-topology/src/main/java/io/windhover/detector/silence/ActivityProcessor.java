package io.windhover.detector.silence;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSources;
import io.windhover.schemas.SourceActivity;
import io.windhover.schemas.SourceSighting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells every few seconds which sources a partition of the events topic has brought, and up to when it is read. Ingest
 * time, not event time: whether logs arrive is what matters here, not when things happened.
 *
 * <p>The partition is read up to the present where its last events were ingested within the last minute, or where none came
 * for a minute: what stood in the partition would have been fetched. Else it works off a backlog, and is read up
 * to the ingest time that it has come to.
 *
 * <p>What was not yet told is lost when the task moves; so is its transaction, and the events come again.
 */
public final class ActivityProcessor implements Processor<byte[], CloudEvent, String, SourceActivity> {
    /** How often. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration UP_TO_DATE = Duration.ofMinutes(1);
    private static final int MOST_SOURCES = 1_000;

    private final Map<String, Long> seen = new HashMap<>();
    private ProcessorContext<String, SourceActivity> context;
    private long lastEvent;
    private long earliestIngest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public ActivityProcessor() {}

    @Override
    public void init(ProcessorContext<String, SourceActivity> context) {
        this.context = context;
        this.lastEvent = context.currentSystemTimeMs();
        clear();
        context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::tell);
    }

    private void clear() {
        seen.clear();
        earliestIngest = Long.MAX_VALUE;
    }

    @Override
    public void process(Record<byte[], CloudEvent> record) {
        CloudEvent event = record.value();
        if (event == null) {
            return;
        }
        lastEvent = context.currentSystemTimeMs();
        long ingest = Math.min(event.getIngestTime().toEpochMilli(), lastEvent);
        earliestIngest = Math.min(earliestIngest, ingest);
        String source = LogSources.name(event.getLogSource());
        if (seen.size() < MOST_SOURCES || seen.containsKey(source)) {
            seen.merge(source, ingest, Math::max);
        }
    }

    private void tell(long now) {
        boolean idle = earliestIngest == Long.MAX_VALUE;
        if (idle && now - lastEvent < UP_TO_DATE.toMillis()) {
            // Nothing came, and it is too early to say that nothing will.
            return;
        }
        long progress = idle || now - earliestIngest <= UP_TO_DATE.toMillis() ? now : earliestIngest;
        int partition = context.taskId().partition();
        List<SourceSighting> sources = seen.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new SourceSighting(entry.getKey(), Instant.ofEpochMilli(entry.getValue())))
                .toList();
        clear();
        context.forward(new Record<>(
                Integer.toString(partition),
                new SourceActivity(partition, Instant.ofEpochMilli(progress), sources),
                Math.max(0, now)));
    }
}
