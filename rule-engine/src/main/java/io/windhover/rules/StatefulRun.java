package io.windhover.rules;

import io.windhover.rules.GroupMemory.Told;
import io.windhover.rules.GroupStore.Timer;
import io.windhover.rules.state.Fold;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Observation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stateful rules of a set, run in memory over one stream of events: what the detector does with stores and topics, for
 * commands that read files and for tests. Not thread-safe.
 */
public final class StatefulRun {
    private static final byte[] NOTHING = {};

    private final RuleSet rules;
    private final Consumer<Finding> sink;
    private final GroupMemory memory;
    private final MemoryStore store = new MemoryStore();
    private final Deque<Observation> waiting = new ArrayDeque<>();
    /** Of each level. */
    private final long[] watermarks;

    /**
     * Begins with nothing remembered.
     *
     * @param sink receives the findings, in the order in which they are made
     */
    public StatefulRun(RuleSet rules, Consumer<Finding> sink) {
        this.rules = rules;
        this.sink = sink;
        this.memory = new GroupMemory(store);
        this.watermarks = new long[rules.highestLevel() + 1];
        Arrays.fill(watermarks, Fold.NO_WATERMARK);
    }

    /** Takes an observation and all that follows from it. */
    public void observe(Observation observation) {
        waiting.add(observation);
        work();
    }

    /** Takes many observations, those of one rule and group together, and then all that follows from them. */
    void observe(List<Observation> observations) {
        Map<List<Object>, List<Observation>> together = new LinkedHashMap<>();
        observations.forEach(each -> together.computeIfAbsent(
                        List.of(each.getRuleUid(), each.getGroup()), group -> new ArrayList<>())
                .add(each));
        together.values().forEach(each -> memory.observe(rules, each, level -> watermarks[level])
                .forEach(this::take));
        work();
    }

    /** Takes progress: no event that is earlier and not late follows. */
    public void advance(long time) {
        long ofLevel = time;
        for (int level = 0; level < watermarks.length && ofLevel > watermarks[level]; level++) {
            // The levels above know of it only when this one has told them all that is due.
            watermarks[level] = ofLevel;
            for (Timer timer = store.next(level, ofLevel); timer != null; timer = store.next(level, ofLevel)) {
                take(memory.due(rules, timer, ofLevel, -1));
                work();
            }
            ofLevel -= rules.delay(level);
        }
    }

    /** How many groups are remembered. */
    public int groups() {
        return store.states.size();
    }

    private void work() {
        for (Observation next = waiting.poll(); next != null; next = waiting.poll()) {
            take(memory.observe(rules, next, level -> watermarks[level]));
        }
    }

    private void take(Told told) {
        told.findings().forEach(sink);
        waiting.addAll(told.observations());
    }

    private static final class MemoryStore implements GroupStore {
        private static final Comparator<Timer> BY_TIME = Comparator.comparingLong(Timer::due)
                .thenComparing(Timer::ruleUid)
                .thenComparing(timer -> String.join("\u001f", timer.group()));

        private final Map<ByteBuffer, byte[]> states = new HashMap<>();
        private final Map<Integer, TreeSet<Timer>> timers = new HashMap<>();

        @Override
        public byte[] get(byte[] key) {
            return states.getOrDefault(ByteBuffer.wrap(key), NOTHING);
        }

        @Override
        public void put(byte[] key, byte[] state) {
            if (state.length == 0) {
                states.remove(ByteBuffer.wrap(key));
            } else {
                states.put(ByteBuffer.wrap(key), state);
            }
        }

        @Override
        public void schedule(Timer timer) {
            timers.computeIfAbsent(timer.level(), level -> new TreeSet<>(BY_TIME))
                    .add(timer);
        }

        @Nullable
        Timer next(int level, long time) {
            TreeSet<Timer> ofLevel = timers.get(level);
            return ofLevel == null || ofLevel.isEmpty() || ofLevel.first().due() > time ? null : ofLevel.pollFirst();
        }
    }
}
