package io.windhover.detector.triage;

import io.windhover.detector.Names;
import io.windhover.detector.ObservationKey;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Episode;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Judged;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what analysts decide into the alerts of its task. An alert that is done with and harmless is told one last time;
 * what a baseline judged in it is usual from then on.
 */
public final class DecisionProcessor implements Processor<String, Disposition, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionProcessor.class);

    private final Supplier<Optional<RiskPolicy>> riskPolicy;
    private ProcessorContext<String, SpecificRecord> context;
    private RiskBook risk;
    private EpisodeStore episodes;
    /** Counts decisions about alerts that are not kept any more. */
    private Sensor unknown;

    /**
     * Makes a processor for one task.
     *
     * @param riskPolicy how alerts add up to risk, by the rules that are active
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public DecisionProcessor(Supplier<Optional<RiskPolicy>> riskPolicy) {
        this.riskPolicy = riskPolicy;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.episodes =
                new EpisodeStore(context.getStateStore(Names.EPISODES_STORE), context.getStateStore(Names.GROWN_STORE));
        this.risk = new RiskBook(context.getStateStore(Names.RISK_STORE), riskPolicy, Lists.NONE);
        this.unknown = context.metrics()
                .addRateTotalSensor(
                        "triage", context.taskId().toString(), "dispositions-unknown", Sensor.RecordingLevel.INFO);
    }

    @Override
    public void process(Record<String, Disposition> record) {
        Disposition disposition = record.value();
        if (disposition == null) {
            throw new SerializationException("the disposition has no value");
        }
        Optional<Episode> decided = episodes.decide(disposition);
        if (decided.isEmpty()) {
            unknown.record();
            LOG.atInfo()
                    .addKeyValue("alert", disposition.getAlertUid())
                    .log("disposition of an alert that is not kept any more");
            return;
        }
        Alert alert = decided.get().getAlert();
        context.forward(record.withValue(Alerts.with(alert, AlertActivity.UPDATE, null)), Names.ALERTS_SINK);
        if (Dispositions.isSettled(decided.get())) {
            risk.takeBack(alert);
            LineageStep removed = AlertSteps.removed(decided.get());
            context.forward(record.withKey(removed.getNode()).withValue(removed), Names.ALERT_STEPS_SINK);
            accepted(decided.get())
                    .forEach(usual -> context.forward(
                            record.withKey(ObservationKey.of(usual)).withValue(usual), Names.ACCEPTED_SINK));
        }
    }

    /** What a baseline is to take as usual. */
    private static List<Observation> accepted(Episode episode) {
        Alert alert = episode.getAlert();
        List<Observation> accepted = new ArrayList<>();
        for (Judged judged : episode.getJudged()) {
            List<Evidence> evidence = alert.getEvidence();
            accepted.add(Observation.newBuilder()
                    .setRuleUid(alert.getRule().getUid())
                    .setRuleHash(alert.getRule().getHash())
                    .setRuleSetVersion(alert.getRuleSetVersion())
                    .setMatchedUid("")
                    .setGroup(judged.getGroup())
                    .setValues(new ArrayList<>(judged.getValues()))
                    .setEvidence(evidence.get(evidence.size() - 1))
                    .setCarried(Map.of())
                    .setSilent(true)
                    .setKind(ObservationKind.ACCEPTED)
                    .build());
        }
        return accepted;
    }
}
