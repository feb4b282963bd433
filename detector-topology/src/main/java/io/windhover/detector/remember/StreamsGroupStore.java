package io.windhover.detector.remember;

import io.windhover.rules.GroupKey;
import io.windhover.rules.GroupStore;
import io.windhover.schemas.GroupTimer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of groups, and their timers, in Kafka Streams' stores. A timer's key is its time, 8 bytes in an order that
 * RocksDB keeps, and the key of its group: so those that are due stand first, and the same timer twice is one.
 */
final class StreamsGroupStore implements GroupStore {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<byte[], byte[]> groups;
    private final KeyValueStore<byte[], GroupTimer> timers;

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
        if (state.length == 0) {
            groups.delete(key);
        } else {
            groups.put(key, state);
        }
    }

    @Override
    public void schedule(Timer timer) {
        timers.put(key(timer), new GroupTimer(timer.ruleUid(), timer.ruleHash(), timer.group()));
    }

    void remove(Timer timer) {
        timers.delete(key(timer));
    }

    /** The timers that are due at a watermark, the earliest first. */
    List<Timer> due(long watermark, int most) {
        List<Timer> due = new ArrayList<>();
        byte[] end =
                ByteBuffer.allocate(Long.BYTES).putLong(ordered(watermark + 1)).array();
        try (KeyValueIterator<byte[], GroupTimer> iterator = timers.range(null, end)) {
            while (iterator.hasNext() && due.size() < most) {
                KeyValue<byte[], GroupTimer> entry = iterator.next();
                long time = ordered(ByteBuffer.wrap(entry.key).getLong());
                if (time <= watermark) {
                    due.add(new Timer(
                            time, entry.value.getRuleUid(), entry.value.getRuleHash(), entry.value.getGroup()));
                }
            }
        }
        return due;
    }

    private static byte[] key(Timer timer) {
        return ByteBuffer.allocate(Long.BYTES + GroupKey.LENGTH)
                .putLong(ordered(timer.due()))
                .put(GroupKey.of(timer.ruleUid(), timer.ruleHash(), timer.group()))
                .array();
    }

    /** Bytes are compared without a sign: times before 1970 must stand first all the same. */
    private static long ordered(long time) {
        return time ^ Long.MIN_VALUE;
    }
}
