package io.windhover.detector.triage;

import io.windhover.detector.Names;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.schemas.Episode;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
 * A rule that opens too many alerts is throttled: each that is held is a finding about the rule. Alerts add up to the risk of
 * their entity, which may be an alert too.
 */
public final class TriageProcessor implements Processor<String, Finding, String, SpecificRecord> {
    private final TriageSettings settings;
    private final Supplier<Optional<RiskPolicy>> riskPolicy;
    private final Lists lists;
    private ProcessorContext<String, SpecificRecord> context;
    private EpisodeStore episodes;
    private FloodGate gate;
    private RiskBook risk;
    private TriageMetrics metrics;
    /** Counts what is no alert: findings of rules in shadow mode and informational ones. */
    private Sensor withheld;

    /**
     * Makes a processor for one task.
     *
     * @param riskPolicy how alerts add up to risk, by the rules that are active
     * @param lists in which entities may stand whose risk counts more
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public TriageProcessor(TriageSettings settings, Supplier<Optional<RiskPolicy>> riskPolicy, Lists lists) {
        this.settings = settings;
        this.riskPolicy = riskPolicy;
        this.lists = lists;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.episodes =
                new EpisodeStore(context.getStateStore(Names.EPISODES_STORE), context.getStateStore(Names.GROWN_STORE));
        this.gate =
                new FloodGate(context.getStateStore(Names.OPENED_STORE), settings.throttle(), settings.partitions());
        this.risk = new RiskBook(context.getStateStore(Names.RISK_STORE), riskPolicy, lists);
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
        take(record).flatMap(episode -> risky(finding)).ifPresent(risky -> take(record.withValue(risky)));
    }

    /** What a finding of an alert makes of its entity's risk. */
    private Optional<Finding> risky(Finding finding) {
        return risk.add(finding, context.currentSystemTimeMs())
                .map(reached -> RiskFindings.of(reached, finding, episodes.alertsOf(finding.getEntity())));
    }

    /** Makes an alert of a finding; empty where it belongs to none that an analyst has before them. */
    private Optional<Episode> take(Record<String, Finding> record) {
        Finding finding = record.value();
        if (!alerts(finding)) {
            withheld.record();
            metrics.withheld(finding.getRule());
            return Optional.empty();
        }
        Episodes.Outcome outcome =
                episodes.add(finding, context.currentSystemTimeMs(), record.timestamp(), () -> gate.pass(finding));
        if (outcome.held()) {
            metrics.held(finding.getRule());
            Finding held = Floods.held(finding, settings.throttle().within());
            context.forward(record.withKey(held.getEntity()).withValue(held), Names.FLOODS_SINK);
        }
        for (Episode closed : outcome.closed()) {
            String into = Objects.requireNonNull(outcome.episode()).getAlert().getUid();
            context.forward(record.withValue(Alerts.mergedInto(closed.getAlert(), into)), Names.ALERTS_SINK);
            tell(record, AlertSteps.removed(closed));
        }
        if (outcome.opened() != null) {
            context.forward(record.withValue(outcome.opened()), Names.ALERTS_SINK);
            if (!isOfItself(finding.getRule())) {
                tell(record, AlertSteps.opened(Objects.requireNonNull(outcome.episode())));
            }
        }
        return Optional.ofNullable(outcome.episode())
                .filter(episode -> episode.getReported() > 0 && !Dispositions.isSettled(episode));
    }

    /** What is told of alerts is no part of their story. */
    private boolean isOfItself(RuleReference rule) {
        return Floods.isOwn(rule)
                || riskPolicy
                        .get()
                        .filter(policy -> policy.reference().getUid().equals(rule.getUid()))
                        .isPresent();
    }

    private void tell(Record<String, Finding> record, LineageStep step) {
        context.forward(record.withKey(step.getNode()).withValue(step), Names.ALERT_STEPS_SINK);
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
        risk.forgetExpired(now);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
