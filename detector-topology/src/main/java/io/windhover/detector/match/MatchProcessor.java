package io.windhover.detector.match;

import io.windhover.detector.Heartbeat;
import io.windhover.detector.Names;
import io.windhover.detector.identities.IdentityMap;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.ruleset.ActiveRuleSet;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.state.BeforeCommit;
import io.windhover.detector.state.Sizes;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.state.StateHeader;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is behind an event whatever its log calls them, and where they are, judges it by the rule set that is
 * active when it comes, and forwards a finding for every rule that matches. All are made before the first is forwarded, so
 * that an event that cannot be judged leaves none. What stateful rules must know of it is gathered and forwarded before the
 * task commits, when it can be read at the earliest.
 *
 * <p>It also tells every partition of the observations, once in a few seconds, up to when its own partition is judged.
 */
public final class MatchProcessor implements Processor<byte[], CloudEvent, String, SpecificRecord> {
    /** How often progress is told. */
    static final Duration TELL_INTERVAL = Duration.ofSeconds(2);

    private final ActiveRules activeRules;
    private final Lists lists;
    private final IdentityMap identities;
    private final NetworkContext network;
    private final Lateness lateness;
    private final MatchMetrics stageMetrics;
    private final RawEvent event = new RawEvent();
    private final List<Finding> findings = new ArrayList<>();
    private final List<ObservedMatch> observations = new ArrayList<>();
    private final ObservationBuffer gathered;
    private final Function<CloudEvent, byte[]> bytesOf;
    private final EdgeFilter told = new EdgeFilter();
    private final MatchSink sink = new Collector();
    private Progress progress;
    private ActiveRuleSet judging;
    private RuleMatcher matcher;
    private ProcessorContext<String, SpecificRecord> context;
    private MatchTaskMetrics metrics;
    /** Counts events that came too late to be judged by what came before. */
    private Sensor late;

    private @Nullable Evidence evidence;
    /** Of the event at hand. */
    private boolean isLate;

    private boolean isHistory;

    /**
     * Makes a processor for one task.
     *
     * @param activeRules restored from the rules topic before the first event is processed
     * @param lists restored from the lists topic, likewise
     * @param identities restored from the identities topic, likewise
     * @param network knows where addresses are
     * @param lateness how late events may be
     * @param partitions of the topic of the observations
     * @param bytesOf writes an event as it stands in the events topic
     * @param metrics of all tasks
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public MatchProcessor(
            ActiveRules activeRules,
            Lists lists,
            IdentityMap identities,
            NetworkContext network,
            Lateness lateness,
            int partitions,
            Function<CloudEvent, byte[]> bytesOf,
            MatchMetrics metrics) {
        this.activeRules = activeRules;
        this.lists = lists;
        this.identities = identities;
        this.network = network;
        this.lateness = lateness;
        this.gathered = new ObservationBuffer(partitions, this::tell);
        this.bytesOf = bytesOf;
        this.stageMetrics = metrics;
        this.judging = activeRules.current();
        this.matcher = judging.rules().newMatcher(lists);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.progress = new Progress(lateness);
        this.told.clear();
        this.gathered.clear();
        BeforeCommit beforeCommit = context.getStateStore(Names.GATHERED_STORE);
        beforeCommit.call(context, gathered::drain);
        this.late = context.metrics()
                .addRateTotalSensor("match", context.taskId().toString(), "events-late", Sensor.RecordingLevel.INFO);
        context.schedule(TELL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::tellProgress);
        this.metrics = stageMetrics.task();
    }

    @Override
    public void process(Record<byte[], CloudEvent> record) {
        if (record.value() == null) {
            OptionalLong heartbeat = Heartbeat.of(record.headers());
            if (heartbeat.isEmpty()) {
                throw new SerializationException("the event has no value");
            }
            progress.reached(heartbeat.getAsLong(), context.currentSystemTimeMs());
            metrics.heartbeat(heartbeat.getAsLong(), context.currentSystemTimeMs());
            // It takes the way of findings, so that the whole way can be timed.
            context.forward(new Record<>(null, null, record.timestamp(), record.headers()), Names.FINDINGS_SINK);
            return;
        }
        if (record.value().getRaw().remaining() > Sizes.MOST_EVENT) {
            throw new SerializationException("the raw event is larger than " + Sizes.MOST_EVENT + " bytes");
        }
        metrics.event(record.value(), context.currentSystemTimeMs());
        followRuleSet();
        findings.clear();
        observations.clear();
        told.begin();
        evidence = null;
        isHistory = lateness.isHistory(record.value());
        isLate = lateness.isLate(record.value());
        if (isLate) {
            late.record();
        }
        event.of(network.addTo(identities.join(record.value())));
        long begin = System.nanoTime();
        try {
            matcher.match(event, sink);
        } catch (MalformedJsonException e) {
            throw new SerializationException("the raw event is not valid JSON: " + e.getMessage(), e);
        }
        metrics.judged(System.nanoTime() - begin);
        BatchedEvent observed = observations.isEmpty() ? null : batched(record.headers());
        for (Finding finding : findings) {
            context.forward(
                    new Record<>(finding.getEntity(), finding, record.timestamp(), record.headers()),
                    Names.FINDINGS_SINK);
        }
        if (observed != null) {
            gathered.add(observed, observations, evidence(event.normalised()), judging.version());
            metrics.observed(observations.size());
        }
        told.remember();
        progress.reached(record.value().getIngestTime().toEpochMilli(), context.currentSystemTimeMs());
    }

    private BatchedEvent batched(Headers headers) {
        CloudEvent normalised = event.normalised();
        byte[] bytes = bytesOf.apply(ObservedMatch.slim(normalised));
        if (bytes.length > ObservationBuffer.MOST_EVENT) {
            bytes = bytesOf.apply(ObservedMatch.brief(normalised));
        }
        return ObservationBuffer.event(evidence(normalised), bytes, isLate || isHistory, headers);
    }

    private void tell(String key, Observation batch) {
        long time = Math.max(0, batch.getEvidence().getTime().toEpochMilli());
        context.forward(new Record<>(key, batch, time), Names.OBSERVATIONS_SINK);
    }

    @SuppressWarnings("ReferenceEquality") // The same set or another one: what it holds does not matter.
    private void followRuleSet() {
        ActiveRuleSet current = activeRules.current();
        if (current != judging) {
            judging = current;
            matcher = current.rules().newMatcher(lists);
        }
    }

    private void tellProgress(long now) {
        if (activeRules.current().rules().stateful().isEmpty()) {
            return;
        }
        // It says that nothing earlier follows.
        gathered.drain();
        progress.tell(context.taskId().partition())
                .ifPresent(watermark -> context.forward(
                        new Record<>(
                                "",
                                watermark,
                                Math.max(0, watermark.getWatermark().getTime().toEpochMilli())),
                        Names.OBSERVATIONS_SINK));
    }

    @Override
    public void close() {
        metrics.close();
    }

    /** Takes what the rules say of the event at hand. */
    private final class Collector implements MatchSink {
        @Override
        public void matched(CompiledRule rule, MatchedEvent matched) {
            metrics.matched(rule.reference().getUid(), matched.level());
            CloudEvent normalised = event.normalised();
            if (!isHistory) {
                findings.add(
                        Findings.of(rule.reference(), matched, judging.version(), evidence(normalised), normalised));
            }
        }

        @Override
        public void observed(ObservedMatch observed) {
            CloudEvent normalised = event.normalised();
            CompiledStatefulRule rule = observed.stateful();
            if (isLate && !rule.learnsFromLateEvents()) {
                return;
            }
            long day = StateHeader.day(normalised.getTime().toEpochMilli());
            if (!rule.needsOnlyNovelties() || told.isNew(observed, day, isLate || isHistory)) {
                observations.add(observed);
            }
        }
    }

    /** Made once an event, and only if a rule matches. */
    private Evidence evidence(CloudEvent normalised) {
        Evidence made = evidence;
        if (made == null) {
            RecordMetadata at = context.recordMetadata().orElseThrow();
            made = new Evidence(
                    normalised.getUid(),
                    normalised.getTime(),
                    normalised.getIngestTime(),
                    at.topic(),
                    at.partition(),
                    at.offset(),
                    Summary.of(normalised));
            evidence = made;
        }
        return made;
    }
}
