package io.windhover.rules.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Finds which of many texts stand somewhere in a text, in one pass over it (Aho and Corasick 1975). Bytes that no text
 * has are one class, so that a state's row is short. Immutable.
 */
public final class SubstringAutomaton {
    private static final int ROOT = 0;
    private static final int[] NO_HITS = {};

    private final byte[] classes = new byte[256];
    private final int width;
    /**
     * For each state and class where the row of the state that follows begins, failure already followed; negative, and one
     * less, if texts end in that state.
     */
    private final int[] next;
    /** For each state the texts that end there, those of its failures too. */
    private final int[][] hits;

    /** Told of the texts found. */
    @FunctionalInterface
    public interface HitSink {
        /** Called with a text's number; several times where it stands several times. */
        void hit(int number);
    }

    /** Builds the automaton; the texts are numbered from 0 in the order given. */
    public SubstringAutomaton(Collection<String> texts) {
        List<byte[]> all = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        width = classify(all);
        Trie trie = new Trie(width);
        for (int number = 0; number < all.size(); number++) {
            trie.add(all.get(number), classes, number);
        }
        trie.followFailures();
        hits = trie.hits.toArray(int[][]::new);
        next = Arrays.stream(trie.next, 0, trie.states * width)
                .map(state -> hits[state].length == 0 ? state * width : -1 - state * width)
                .toArray();
    }

    private int classify(List<byte[]> texts) {
        int count = 1;
        for (byte[] text : texts) {
            for (byte b : text) {
                if (classes[b & 0xff] == 0) {
                    classes[b & 0xff] = (byte) count++;
                }
            }
        }
        return count;
    }

    /** Reports each place where one of the texts ends. */
    public void find(ByteText text, HitSink sink) {
        byte[] bytes = text.bytes();
        int row = ROOT;
        for (int i = text.from(); i < text.to(); i++) {
            row = next[row + (classes[bytes[i] & 0xff] & 0xff)];
            if (row < 0) {
                row = -1 - row;
                report(row / width, sink);
            }
        }
    }

    private void report(int state, HitSink sink) {
        for (int hit : hits[state]) {
            sink.hit(hit);
        }
    }

    private static final class Trie {
        private static final int NONE = -1;

        private final int width;
        private final List<int[]> hits = new ArrayList<>(List.of(NO_HITS));
        private int[] next;
        private int states = 1;

        Trie(int width) {
            this.width = width;
            this.next = new int[width];
            Arrays.fill(next, NONE);
        }

        void add(byte[] text, byte[] classes, int number) {
            int state = ROOT;
            for (byte b : text) {
                int step = state * width + (classes[b & 0xff] & 0xff);
                if (next[step] == NONE) {
                    // The array may be another one afterwards.
                    int added = newState();
                    next[step] = added;
                }
                state = next[step];
            }
            hits.set(state, joined(hits.get(state), new int[] {number}));
        }

        private int newState() {
            if ((states + 1) * width > next.length) {
                int old = next.length;
                next = Arrays.copyOf(next, old * 2);
                Arrays.fill(next, old, next.length, NONE);
            }
            hits.add(NO_HITS);
            return states++;
        }

        /** Breadth first, so that a state's failure is complete before the state is. */
        void followFailures() {
            int[] failure = new int[states];
            ArrayDeque<Integer> open = new ArrayDeque<>(List.of(ROOT));
            while (!open.isEmpty()) {
                int state = open.remove();
                for (int c = 0; c < width; c++) {
                    int step = state * width + c;
                    int otherwise = state == ROOT ? ROOT : next[failure[state] * width + c];
                    if (next[step] == NONE) {
                        next[step] = otherwise;
                    } else {
                        int child = next[step];
                        failure[child] = otherwise;
                        hits.set(child, joined(hits.get(child), hits.get(otherwise)));
                        open.add(child);
                    }
                }
            }
        }

        private static int[] joined(int[] first, int[] second) {
            int[] joined = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, joined, first.length, second.length);
            return joined;
        }
    }
}
