package io.windhover.rules.lists;

import io.windhover.rules.json.ByteText;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Values by text, found by the text's bytes without making an object. Any number of threads may read while one writes: a
 * bucket's chain is never changed but replaced as a whole.
 */
final class TextMap<V> {
    private static final int FIRST_CAPACITY = 16;

    private volatile AtomicReferenceArray<@Nullable Node<V>> buckets = new AtomicReferenceArray<>(FIRST_CAPACITY);
    private int size;

    private static final class Node<V> {
        private final int hash;
        private final byte[] text;
        private final V value;
        private final @Nullable Node<V> next;

        Node(int hash, byte[] text, V value, @Nullable Node<V> next) {
            this.hash = hash;
            this.text = text;
            this.value = value;
            this.next = next;
        }

        boolean is(int otherHash, byte[] bytes, int from, int to) {
            return hash == otherHash && Arrays.equals(text, 0, text.length, bytes, from, to);
        }
    }

    @Nullable
    V get(ByteText text) {
        return get(text.bytes(), text.from(), text.to());
    }

    @Nullable
    V get(byte[] text) {
        return get(text, 0, text.length);
    }

    private @Nullable V get(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        AtomicReferenceArray<@Nullable Node<V>> table = buckets;
        Node<V> node = table.get(hash & (table.length() - 1));
        while (node != null && !node.is(hash, bytes, from, to)) {
            node = node.next;
        }
        return node == null ? null : node.value;
    }

    /** Only for the thread that writes. */
    void put(byte[] text, V value) {
        int hash = hash(text, 0, text.length);
        AtomicReferenceArray<@Nullable Node<V>> table = buckets;
        int at = hash & (table.length() - 1);
        size += get(text) == null ? 1 : 0;
        table.set(at, new Node<>(hash, text, value, without(table.get(at), hash, text)));
        if (size > table.length()) {
            buckets = doubled(table);
        }
    }

    /** Only for the thread that writes. */
    void remove(byte[] text) {
        int hash = hash(text, 0, text.length);
        AtomicReferenceArray<@Nullable Node<V>> table = buckets;
        int at = hash & (table.length() - 1);
        size -= get(text) == null ? 0 : 1;
        table.set(at, without(table.get(at), hash, text));
    }

    private static <V> @Nullable Node<V> without(@Nullable Node<V> chain, int hash, byte[] text) {
        Node<V> kept = null;
        for (Node<V> node = chain; node != null; node = node.next) {
            if (!node.is(hash, text, 0, text.length)) {
                kept = new Node<>(node.hash, node.text, node.value, kept);
            }
        }
        return kept;
    }

    private static <V> AtomicReferenceArray<@Nullable Node<V>> doubled(AtomicReferenceArray<@Nullable Node<V>> table) {
        AtomicReferenceArray<@Nullable Node<V>> larger = new AtomicReferenceArray<>(table.length() * 2);
        for (int i = 0; i < table.length(); i++) {
            for (Node<V> node = table.get(i); node != null; node = node.next) {
                int at = node.hash & (larger.length() - 1);
                larger.set(at, new Node<>(node.hash, node.text, node.value, larger.get(at)));
            }
        }
        return larger;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 16);
    }
}
