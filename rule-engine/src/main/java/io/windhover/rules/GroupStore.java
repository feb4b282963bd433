package io.windhover.rules;

import java.util.List;

/** Where {@link GroupMemory} keeps the states of groups. */
public interface GroupStore {
    /** The state under a key; empty where there is none. */
    byte[] get(byte[] key);

    /** Replaces the state under a key; an empty one removes it. */
    void put(byte[] key, byte[] state);

    /** Has {@link GroupMemory#due} called for a group once the watermark has reached a time; the same twice is once. */
    void schedule(Timer timer);

    /**
     * What is to be asked at a time.
     *
     * @param due the watermark, in milliseconds
     * @param ruleUid of the stateful rule
     * @param ruleHash its state hash
     * @param group the group's values
     */
    record Timer(long due, String ruleUid, String ruleHash, List<String> group) {
        public Timer {
            group = List.copyOf(group);
        }
    }
}
