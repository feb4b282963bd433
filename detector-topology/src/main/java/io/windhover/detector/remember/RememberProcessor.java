package io.windhover.detector.remember;

import io.windhover.detector.Names;
import io.windhover.detector.ObservationKey;
import io.windhover.detector.remember.Observations.Together;
import io.windhover.detector.ruleset.ActiveRuleSet;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.rules.GroupMemory;
import io.windhover.rules.GroupMemory.Told;
import io.windhover.rules.GroupStore.Timer;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.GroupTimer;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives observations to stateful rules, which keep what they need of each group, and forwards what they find: findings to
 * triage, and observations to the rules that look at them. What may only be judged when all of a time is known waits for the
 * watermark; no decision is made by the time of day or by Streams' own stream time.
 */
public final class RememberProcessor implements Processor<String, Observation, String, SpecificRecord> {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RULES_PATIENCE = Duration.ofSeconds(5);
    private static final long RULES_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** So many timers are worked off at once, and the rest at the next progress. */
    private static final int MOST_TIMERS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(RememberProcessor.class);
    private static final long LEAST_STEP = Duration.ofSeconds(1).toMillis();

    private final Map<Integer, Long> toldAbove = new HashMap<>();
    /** The latest rule set that was waited for in vain. */
    private long notComing = Long.MIN_VALUE;

    private final ActiveRules activeRules;
    private final int partitions;
    private final Observations observations;
    private ProcessorContext<String, SpecificRecord> context;
    private StreamsGroupStore store;
    private GroupMemory memory;
    private Watermarks watermarks;
    private LearningMetrics metrics;
    private Sweep sweep;

    /**
     * Makes a processor for one task.
     *
     * @param activeRules restored from the rules topic before the first observation is processed
     * @param partitions how many the events topic and the observations topic have: progress is what all of them tell
     * @param events reads an event as it stands in the events topic
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public RememberProcessor(ActiveRules activeRules, int partitions, Function<byte[], CloudEvent> events) {
        this.activeRules = activeRules;
        this.partitions = partitions;
        this.observations = new Observations(events);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<byte[], byte[]> groups = context.getStateStore(Names.GROUPS_STORE);
        KeyValueStore<byte[], GroupTimer> timers = context.getStateStore(Names.TIMERS_STORE);
        this.store = new StreamsGroupStore(groups, timers);
        this.memory = new GroupMemory(store);
        this.toldAbove.clear();
        this.watermarks = new Watermarks(partitions);
        this.metrics = new LearningMetrics(context.metrics(), context.taskId());
        this.sweep = new Sweep(groups, metrics);
        context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<String, Observation> record) {
        Observation observation = record.value();
        if (observation == null) {
            throw new SerializationException("the observation has no value");
        }
        Watermark watermark = observation.getWatermark();
        if (observation.getKind() == ObservationKind.WATERMARK && watermark != null) {
            if (watermarks.advance(
                    watermark.getLevel(),
                    watermark.getPartition(),
                    watermark.getTime().toEpochMilli())) {
                progress(watermark.getLevel(), record);
            }
            return;
        }
        ActiveRuleSet rules = rules(observation.getRuleSetVersion());
        RuntimeException failed = null;
        for (Together together : observations.of(observation, record.headers())) {
            List<Told> told;
            try {
                told = memory.observe(rules.rules(), together.observations(), watermarks::of);
            } catch (RuntimeException e) {
                failed = ofTheRecord(e);
                observeEach(rules, together, record);
                continue;
            }
            tell(together, told, record);
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** What other observations tell does not depend on the one that fails: given once more, they change nothing. */
    private void observeEach(ActiveRuleSet rules, Together together, Record<String, Observation> record) {
        if (together.observations().size() == 1) {
            return;
        }
        for (int i = 0; i < together.observations().size(); i++) {
            Told told;
            try {
                told = memory.observe(rules.rules(), together.observations().get(i), watermarks::of);
            } catch (RuntimeException e) {
                ofTheRecord(e);
                continue;
            }
            forward(told, record.withHeaders(together.headers().get(i)));
        }
    }

    /** Throws what speaks of the cluster, the registry or a store, and has nothing to do with the observation. */
    private static RuntimeException ofTheRecord(RuntimeException failure) {
        if (failure instanceof SchemaRegistryException
                || (failure instanceof KafkaException && !(failure instanceof SerializationException))) {
            throw failure;
        }
        return failure;
    }

    private void tell(Together together, List<Told> told, Record<String, Observation> record) {
        for (int i = 0; i < told.size(); i++) {
            if (!told.get(i).isNothing()) {
                forward(told.get(i), record.withHeaders(together.headers().get(i)));
            }
        }
    }

    /** Fires what is due, and tells the rules of the next level that nothing earlier follows from here. */
    private void progress(int level, Record<String, Observation> cause) {
        ActiveRuleSet rules = activeRules.current();
        long watermark = watermarks.of(level);
        List<Timer> due = store.due(level, watermark, MOST_TIMERS);
        for (Timer timer : due) {
            Told told = due(timer, rules, watermark);
            store.remove(timer);
            forward(told, cause);
        }
        long above = watermark - rules.rules().delay(level);
        if (due.size() < MOST_TIMERS && level < rules.rules().highestLevel() && isWorthTelling(level, above)) {
            Observation watermarkAbove = Observation.newBuilder(cause.value())
                    .setWatermark(new Watermark(context.taskId().partition(), Instant.ofEpochMilli(above), level + 1))
                    .build();
            context.forward(
                    cause.withValue((SpecificRecord) watermarkAbove).withTimestamp(time(above)), Names.ONWARD_SINK);
        }
    }

    /** In steps of a second: every record of it goes to every partition. */
    private boolean isWorthTelling(int level, long above) {
        Long before = toldAbove.get(level);
        if (before != null && above < before + LEAST_STEP) {
            return false;
        }
        toldAbove.put(level, above);
        return true;
    }

    /** A state that cannot be judged must not hold up the timers behind it, nor the progress of the levels above. */
    private Told due(Timer timer, ActiveRuleSet rules, long watermark) {
        try {
            return memory.due(rules.rules(), timer, watermark, rules.version());
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("rule", timer.ruleUid())
                    .setCause(e)
                    .log("what a rule remembers of a group cannot be judged, and is passed over");
            return Told.NOTHING;
        }
    }

    /** Who made the observation may have seen a newer rule set than this process: then that is on its way. */
    private ActiveRuleSet rules(long version) {
        ActiveRuleSet rules = activeRules.current();
        if (version <= notComing) {
            return rules;
        }
        long patience = System.nanoTime() + RULES_PATIENCE.toNanos();
        while (rules.version() < version && System.nanoTime() < patience) {
            LockSupport.parkNanos(RULES_CHECK_NANOS);
            rules = activeRules.current();
        }
        if (rules.version() < version) {
            notComing = version;
            LOG.atWarn()
                    .addKeyValue("version", version)
                    .addKeyValue("active", rules.version())
                    .log("observations are of a rule set that does not come; the active one judges them");
        }
        return rules;
    }

    private void forward(Told told, Record<String, Observation> cause) {
        for (Finding finding : told.findings()) {
            context.forward(
                    cause.withKey(finding.getEntity())
                            .withValue((SpecificRecord) finding)
                            .withTimestamp(time(finding.getEvidence().getTime().toEpochMilli())),
                    Names.REMEMBERED_SINK);
        }
        for (Observation onward : told.observations()) {
            context.forward(
                    cause.withKey(ObservationKey.of(onward))
                            .withValue((SpecificRecord) onward)
                            .withTimestamp(time(onward.getEvidence().getTime().toEpochMilli())),
                    Names.ONWARD_SINK);
        }
    }

    private static long time(long millis) {
        return Math.max(0, millis);
    }

    private void sweep(long now) {
        if (watermarks.of(0) != Watermarks.UNKNOWN) {
            sweep.step(activeRules.current().rules(), watermarks.of(0));
        }
    }

    @Override
    public void close() {
        metrics.close();
    }
}
