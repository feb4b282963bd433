package io.windhover.rules;

import io.windhover.rules.GroupMemory.Told;
import io.windhover.rules.GroupStore.Timer;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Observation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
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
    private long watermark = Long.MIN_VALUE;

    /**
     * Begins with nothing remembered.
     *
     * @param sink receives the findings, in the order in which they are made
     */
    public StatefulRun(RuleSet rules, Consumer<Finding> sink) {
        this.rules = rules;
        this.sink = sink;
        this.memory = new GroupMemory(store);
    }

    /** Takes an observation and all that follows from it. */
    public void observe(Observation observation) {
        waiting.add(observation);
        work();
    }

    /** Takes progress: no event that is earlier and not late follows. */
    public void advance(long time) {
        if (time <= watermark) {
            return;
        }
        watermark = time;
        // What a timer fires may set further ones.
        for (Timer timer = store.next(time); timer != null; timer = store.next(time)) {
            take(memory.due(rules, timer, time, -1));
            work();
        }
    }

    /** How many groups are remembered. */
    public int groups() {
        return store.states.size();
    }

    private void work() {
        for (Observation next = waiting.poll(); next != null; next = waiting.poll()) {
            take(memory.observe(rules, next, watermark));
        }
    }

    private void take(Told told) {
        told.findings().forEach(sink);
        waiting.addAll(told.observations());
    }

    private static final class MemoryStore implements GroupStore {
        private final Map<ByteBuffer, byte[]> states = new HashMap<>();
        private final TreeSet<Timer> timers = new TreeSet<>(Comparator.comparingLong(Timer::due)
                .thenComparing(Timer::ruleUid)
                .thenComparing(timer -> String.join("\u001f", timer.group())));

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
            timers.add(timer);
        }

        @Nullable
        Timer next(long time) {
            return timers.isEmpty() || timers.first().due() > time ? null : timers.pollFirst();
        }
    }
}
