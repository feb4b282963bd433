package io.windhover.rules;

import io.windhover.rules.state.Hash;
import java.util.Arrays;
import java.util.List;

/**
 * Under what a group's state is kept: 24 bytes, the first eight of SHA-256 over the stateful rule's id and state hash and
 * the first sixteen over the group's values, each text after its length. So all groups of a rule stand together, a changed
 * rule finds nothing of the old one's, and long values cost no more than short ones.
 */
public final class GroupKey {
    /** Length of a key, in bytes. */
    public static final int LENGTH = 24;
    /** Of that, what all groups of a rule share. */
    public static final int RULE_LENGTH = 8;

    private GroupKey() {}

    public static byte[] of(String ruleUid, String ruleHash, List<String> group) {
        return of(ofRule(ruleUid, ruleHash), group);
    }

    /** @param rule what {@link #ofRule} said of the group's rule */
    static byte[] of(byte[] rule, List<String> group) {
        byte[] key = Arrays.copyOf(rule, LENGTH);
        System.arraycopy(Hash.sha256(group), 0, key, RULE_LENGTH, LENGTH - RULE_LENGTH);
        return key;
    }

    /** What the keys of all groups of a rule begin with. */
    public static byte[] ofRule(String ruleUid, String ruleHash) {
        return Arrays.copyOf(Hash.sha256(List.of(ruleUid, ruleHash)), RULE_LENGTH);
    }
}
