package io.windhover.detector.remember;

import io.windhover.detector.state.Sizes;
import io.windhover.rules.GroupKey;
import io.windhover.rules.GroupStore;
import io.windhover.schemas.GroupTimer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of groups, and their timers, in Kafka Streams' stores. A timer's key is its level, its time, 8 bytes in an order that
 * RocksDB keeps, and the key of its group: so those that are due stand first, and the same timer twice is one.
 */
final class StreamsGroupStore implements GroupStore {
    private static final byte[] NOTHING = {};
    private static final int PREFIX = 1 + Long.BYTES;

    private final KeyValueStore<byte[], byte[]> groups;
    private final KeyValueStore<byte[], GroupTimer> timers;
    /**
     * By level, before when no timer stands: RocksDB would walk over all that were ever removed to find the first that is
     * there. Nothing is known of a level before it was looked at.
     */
    private final Map<Integer, Long> earliest = new HashMap<>();

    StreamsGroupStore(KeyValueStore<byte[], byte[]> groups, KeyValueStore<byte[], GroupTimer> timers) {
        this.groups = groups;
        this.timers = timers;
    }

    @Override
    public byte[] get(byte[] key) {
        byte[] state = groups.get(key);
        return state == null ? NOTHING : state;
    }

    @Override
    public void put(byte[] key, byte[] state) {
        if (state.length > Sizes.MOST_RESULT) {
            throw new SerializationException("the state of a group would have " + state.length + " bytes");
        } else if (state.length == 0) {
            groups.delete(key);
        } else {
            groups.put(key, state);
        }
    }

    @Override
    public void schedule(Timer timer) {
        timers.put(key(timer), new GroupTimer(timer.ruleUid(), timer.ruleHash(), timer.group()));
        earliest.computeIfPresent(timer.level(), (level, time) -> Math.min(time, timer.due()));
    }

    void remove(Timer timer) {
        timers.delete(key(timer));
    }

    /** The timers of a level that are due at its watermark, the earliest first; to be removed before this is asked again. */
    List<Timer> due(int level, long watermark, int most) {
        List<Timer> due = new ArrayList<>();
        long from = earliest.getOrDefault(level, Long.MIN_VALUE);
        if (from > watermark) {
            return due;
        }
        try (KeyValueIterator<byte[], GroupTimer> iterator =
                timers.range(prefix(level, from), prefix(level, watermark + 1))) {
            while (iterator.hasNext() && due.size() < most) {
                KeyValue<byte[], GroupTimer> entry = iterator.next();
                long time = ordered(ByteBuffer.wrap(entry.key).getLong(1));
                if (time <= watermark) {
                    due.add(new Timer(
                            level, time, entry.value.getRuleUid(), entry.value.getRuleHash(), entry.value.getGroup()));
                }
            }
        }
        earliest.put(
                level,
                due.size() < most ? watermark + 1 : due.get(due.size() - 1).due());
        return due;
    }

    private static byte[] key(Timer timer) {
        return ByteBuffer.allocate(PREFIX + GroupKey.LENGTH)
                .put(prefix(timer.level(), timer.due()))
                .put(GroupKey.of(timer.ruleUid(), timer.ruleHash(), timer.group()))
                .array();
    }

    private static byte[] prefix(int level, long time) {
        return ByteBuffer.allocate(PREFIX)
                .put((byte) level)
                .putLong(ordered(time))
                .array();
    }

    /** Bytes are compared without a sign: times before 1970 must stand first all the same. */
    private static long ordered(long time) {
        return time ^ Long.MIN_VALUE;
    }
}
