package io.windhover.detector.triage;

import io.windhover.detector.Names;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes alerts of findings. The finding that opens an episode is an alert at once; those that follow only raise its
 * count, which is written again at most once per update interval, so that a storm costs a subscriber a few records.
 * A rule that opens too many alerts is throttled: each that is held is a finding about the rule.
 */
public final class TriageProcessor implements Processor<String, Finding, String, SpecificRecord> {
    private final TriageSettings settings;
    private ProcessorContext<String, SpecificRecord> context;
    private EpisodeStore episodes;
    private FloodGate gate;
    private TriageMetrics metrics;
    /** Counts what is no alert: findings of rules in shadow mode and informational ones. */
    private Sensor withheld;

    /** Makes a processor for one task. */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public TriageProcessor(TriageSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.episodes =
                new EpisodeStore(context.getStateStore(Names.EPISODES_STORE), context.getStateStore(Names.GROWN_STORE));
        this.gate =
                new FloodGate(context.getStateStore(Names.OPENED_STORE), settings.throttle(), settings.partitions());
        this.metrics = new TriageMetrics(context.metrics(), context.taskId());
        this.withheld = context.metrics()
                .addRateTotalSensor(
                        "triage", context.taskId().toString(), "findings-withheld", Sensor.RecordingLevel.INFO);
        Duration interval = settings.updateInterval();
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::writeUpdates);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::forgetExpired);
    }

    @Override
    public void process(Record<String, Finding> record) {
        Finding finding = record.value();
        if (finding == null) {
            throw new SerializationException("the finding has no value");
        }
        if (!alerts(finding)) {
            withheld.record();
            metrics.withheld(finding.getRule());
            return;
        }
        take(record);
    }

    private void take(Record<String, Finding> record) {
        Finding finding = record.value();
        Episodes.Outcome outcome =
                episodes.add(finding, context.currentSystemTimeMs(), record.timestamp(), () -> gate.pass(finding));
        if (outcome.held()) {
            metrics.held(finding.getRule());
            Finding held = Floods.held(finding, settings.throttle().within());
            context.forward(record.withKey(held.getEntity()).withValue(held), Names.FLOODS_SINK);
        }
        for (Alert closed : outcome.closed()) {
            context.forward(record.withValue(closed), Names.ALERTS_SINK);
        }
        if (outcome.opened() != null) {
            context.forward(record.withValue(outcome.opened()), Names.ALERTS_SINK);
        }
    }

    private static boolean alerts(Finding finding) {
        return finding.getRule().getMode() == RuleMode.LIVE && finding.getRule().getLevel() != Level.INFORMATIONAL;
    }

    private void writeUpdates(long now) {
        episodes.writeUpdates((alert, timestamp) ->
                context.forward(new Record<>(alert.getEntity(), alert, Math.max(0, timestamp)), Names.ALERTS_SINK));
    }

    private void forgetExpired(long now) {
        episodes.forgetExpired(now);
        gate.forgetExpired(now);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
