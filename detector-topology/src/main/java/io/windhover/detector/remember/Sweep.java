package io.windhover.detector.remember;

import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.GroupKey;
import io.windhover.rules.RuleSet;
import io.windhover.rules.state.Fold.Progress;
import io.windhover.rules.state.StateHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks the groups a slice at a time: forgets those whose day of expiry is past, also of rules that are gone, and counts how
 * far the learning of the others is.
 */
final class Sweep {
    private static final int SLICE = 2_000;

    private final KeyValueStore<byte[], byte[]> groups;
    private final LearningMetrics metrics;
    private Map<String, Map<Progress, Integer>> counts = new HashMap<>();
    private byte @Nullable [] cursor;

    Sweep(KeyValueStore<byte[], byte[]> groups, LearningMetrics metrics) {
        this.groups = groups;
        this.metrics = metrics;
    }

    /** Walks on. */
    void step(RuleSet rules, long watermark) {
        Map<ByteBuffer, CompiledStatefulRule> byKey = new HashMap<>();
        rules.stateful()
                .forEach(rule -> byKey.put(
                        ByteBuffer.wrap(GroupKey.ofRule(
                                rule.reference().getUid(), rule.reference().getHash())),
                        rule));
        long today = StateHeader.day(watermark);
        List<byte[]> expired = new ArrayList<>();
        byte[] last = null;
        try (KeyValueIterator<byte[], byte[]> slice = groups.range(cursor, null)) {
            for (int i = 0; i < SLICE && slice.hasNext(); i++) {
                KeyValue<byte[], byte[]> entry = slice.next();
                if (StateHeader.expiresDay(entry.value) < today) {
                    expired.add(entry.key);
                } else {
                    count(
                            byKey.get(ByteBuffer.wrap(Arrays.copyOf(entry.key, GroupKey.RULE_LENGTH))),
                            entry.value,
                            today);
                }
                last = slice.hasNext() ? next(entry.key) : null;
            }
        }
        expired.forEach(groups::delete);
        cursor = last;
        if (last == null) {
            metrics.record(rules, counts);
            counts = new HashMap<>();
        }
    }

    private void count(@Nullable CompiledStatefulRule rule, byte[] state, long today) {
        if (rule != null) {
            counts.computeIfAbsent(rule.reference().getUid(), uid -> new EnumMap<>(Progress.class))
                    .merge(rule.fold().progress(state, today), 1, Integer::sum);
        }
    }

    /** The key right behind. */
    private static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
