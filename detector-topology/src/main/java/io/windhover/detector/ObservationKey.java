package io.windhover.detector;

import java.util.List;

/** Key of an observation: rule, state hash and each value of the group, each ended by a unit separator. */
public final class ObservationKey {
    private static final char END = '\u001f';

    private ObservationKey() {}

    /**
     * The key of what a stateful rule keeps together.
     *
     * @param group values of the rule's group-by fields, in their order
     */
    public static String of(String ruleUid, String ruleHash, List<String> group) {
        StringBuilder key =
                new StringBuilder(ruleUid).append(END).append(ruleHash).append(END);
        group.forEach(value -> key.append(value).append(END));
        return key.toString();
    }
}
