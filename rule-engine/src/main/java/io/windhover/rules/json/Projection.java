package io.windhover.rules.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields somebody wants, as a trie of their paths: each has a slot. All steps of the trie stand in one open-addressed
 * table, keyed by node and key. Immutable.
 */
public final class Projection {
    static final int ROOT = 0;
    static final int NONE = -1;

    private final int slots;
    private final int[] slotOfNode;
    /** For each node, which lengths (modulo 64) its keys have: most keys of an event are ruled out by it. */
    private final long[] lengthsOfNode;

    /** Of each step, the node that it leads from, the key's length and two words of it, and the node that it leads to. */
    private final int[] parents;

    private final int[] lengths;
    private final long[] firsts;
    private final long[] lasts;
    private final int[] children;
    private final byte[] @Nullable [] keys;

    private Projection(Builder builder) {
        slots = builder.slots.size();
        int nodes = builder.nodes.size();
        slotOfNode = new int[nodes];
        lengthsOfNode = new long[nodes];
        int steps = nodes - 1;
        int capacity = Integer.highestOneBit(Math.max(4, steps * 4));
        parents = new int[capacity];
        lengths = new int[capacity];
        firsts = new long[capacity];
        lasts = new long[capacity];
        children = new int[capacity];
        keys = new byte[capacity][];
        for (Builder.Node node : builder.nodes) {
            slotOfNode[node.id] = node.slot;
            node.children.forEach((key, child) -> put(node.id, key.getBytes(StandardCharsets.UTF_8), child.id));
        }
    }

    private void put(int parent, byte[] key, int child) {
        long first = Words.first(key, 0, key.length);
        long last = Words.last(key, 0, key.length);
        int at = place(parent, first, last, key.length);
        while (keys[at] != null) {
            at = (at + 1) & (keys.length - 1);
        }
        parents[at] = parent;
        lengths[at] = key.length;
        firsts[at] = first;
        lasts[at] = last;
        children[at] = child;
        keys[at] = key;
        lengthsOfNode[parent] |= 1L << key.length;
    }

    private int place(int parent, long first, long last, int length) {
        return (Words.hash(first, last, length) ^ (parent * 0x9E37_79B1)) & (keys.length - 1);
    }

    /** How many slots there are, numbered from 0. */
    public int slots() {
        return slots;
    }

    /** The node below this one, or {@link #NONE}. */
    int child(int node, byte[] bytes, int from, int to) {
        if ((lengthsOfNode[node] & (1L << (to - from))) == 0) {
            return NONE;
        }
        int length = to - from;
        long first = Words.first(bytes, from, to);
        long last = Words.last(bytes, from, to);
        int at = place(node, first, last, length);
        for (byte[] key = keys[at]; key != null; key = keys[at]) {
            boolean equal = firsts[at] == first && lasts[at] == last && lengths[at] == length && parents[at] == node;
            if (equal && (length <= 2 * Long.BYTES || Words.equal(bytes, from, to, key))) {
                return children[at];
            }
            at = (at + 1) & (keys.length - 1);
        }
        return NONE;
    }

    int slot(int node) {
        return slotOfNode[node];
    }

    boolean hasChildren(int node) {
        return lengthsOfNode[node] != 0;
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
