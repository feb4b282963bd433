package io.windhover.rules.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields somebody wants, as a trie of their paths: each has a slot. All steps of the trie stand in one open-addressed
 * table, keyed by node and key. Immutable.
 */
public final class Projection {
    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int STEP = 2;
    private static final int NODES_BITS = 22;
    private static final int LENGTH_BITS = 20;

    private final int slots;
    private final int[] slotOfNode;
    /** For each node, which lengths (modulo 64) its keys have: most keys of an event are ruled out by it. */
    private final long[] lengthsOfNode;

    /**
     * The steps, two words each: the key's first eight bytes; and the node that it leads from, the key's length and the
     * node that it leads to, or 0 where there is none, which ends a search. All that most look-ups read, close together.
     */
    private final long[] steps;

    /** The last eight bytes of the keys that have so many. */
    private final long[] lasts;

    private final byte[] @Nullable [] keys;

    private Projection(Builder builder) {
        slots = builder.slots.size();
        int nodes = builder.nodes.size();
        slotOfNode = new int[nodes];
        lengthsOfNode = new long[nodes];
        int capacity = Integer.highestOneBit(Math.max(4, (nodes - 1) * 4));
        steps = new long[capacity * STEP];
        lasts = new long[capacity];
        keys = new byte[capacity][];
        for (Builder.Node node : builder.nodes) {
            slotOfNode[node.id] = node.slot;
            node.children.forEach((key, child) -> put(node.id, key.getBytes(StandardCharsets.UTF_8), child.id));
        }
    }

    private void put(int parent, byte[] key, int child) {
        if (key.length >= 1 << LENGTH_BITS || child >= 1 << NODES_BITS) {
            throw new IllegalArgumentException("A field's key is too long, or there are too many fields.");
        }
        long first = Words.first(key, 0, key.length);
        long from = from(parent, key.length);
        int at = place(first, from);
        while (keys[at] != null) {
            at = (at + 1) & (keys.length - 1);
        }
        steps[at * STEP] = first;
        steps[at * STEP + 1] = (from << NODES_BITS) | child;
        lasts[at] = Words.last(key, 0, key.length);
        keys[at] = key;
        lengthsOfNode[parent] |= 1L << key.length;
    }

    /** Where a step leads from, with its key's length modulo a million, which is never 0. */
    private static long from(int parent, int length) {
        return ((parent + 1L) << LENGTH_BITS) | (length & ((1 << LENGTH_BITS) - 1));
    }

    private int place(long first, long from) {
        return Words.mix(first ^ (from * 0x9E37_79B1L)) & (keys.length - 1);
    }

    /** How many slots there are, numbered from 0. */
    public int slots() {
        return slots;
    }

    /** The node below this one, or {@link #NONE}. */
    int child(int node, byte[] bytes, int from, int to) {
        int length = to - from;
        if ((lengthsOfNode[node] & (1L << length)) == 0) {
            return NONE;
        }
        long first = Words.first(bytes, from, to);
        long step = from(node, length);
        for (int at = place(first, step); ; at = (at + 1) & (keys.length - 1)) {
            long candidate = steps[at * STEP + 1];
            if (candidate >>> NODES_BITS == step && steps[at * STEP] == first && hasEnd(at, bytes, from, to)) {
                return (int) candidate & ((1 << NODES_BITS) - 1);
            } else if (candidate == 0) {
                return NONE;
            }
        }
    }

    private boolean hasEnd(int at, byte[] bytes, int from, int to) {
        int length = to - from;
        return length <= Long.BYTES
                || (Words.at(bytes, to - Long.BYTES) == lasts[at]
                        && (length <= 2 * Long.BYTES
                                || Words.equal(bytes, from, to, Objects.requireNonNull(keys[at]))));
    }

    int slot(int node) {
        return slotOfNode[node];
    }

    /** Collects paths. */
    public static final class Builder {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<List<String>, Integer> slots = new HashMap<>();

        private static final class Node {
            private final int id;
            private int slot = NONE;
            private final Map<String, Node> children = new LinkedHashMap<>();

            Node(int id) {
                this.id = id;
            }
        }

        public Builder() {
            nodes.add(new Node(ROOT));
        }

        /** The slot of the field under these keys, from the event's object down; the same for the same path. */
        public int slot(List<String> path) {
            return slots.computeIfAbsent(List.copyOf(path), this::add);
        }

        public Projection build() {
            return new Projection(this);
        }

        private int add(List<String> path) {
            Node node = nodes.get(ROOT);
            for (String key : path) {
                node = node.children.computeIfAbsent(key, k -> {
                    Node child = new Node(nodes.size());
                    nodes.add(child);
                    return child;
                });
            }
            node.slot = slots.size();
            return node.slot;
        }
    }
}
