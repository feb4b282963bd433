package io.windhover.rules.eval;

import io.windhover.rules.json.Projection;
import java.util.List;

/**
 * The rules of one log source, planned. Immutable and shared by threads; {@link Evaluation} runs it.
 *
 * @param projection the fields that any of them reads
 * @param predicates how many different questions the rules ask of an event
 * @param rules in the order in which matches are reported
 * @param indexes one for each field that is a witness of some rule
 * @param unindexed numbers of the rules that no witness stands for: they are always judged
 */
public record Partition(
        Projection projection,
        int predicates,
        List<PartitionRule> rules,
        List<FieldIndex> indexes,
        List<Integer> unindexed) {
    public Partition {
        rules = List.copyOf(rules);
        indexes = List.copyOf(indexes);
        unindexed = List.copyOf(unindexed);
    }

    /**
     * A rule in a partition.
     *
     * @param number which of the rule set's rules it is
     * @param condition when it matches
     * @param report what is said of an event that matches
     * @param feeds what stateful rules are told of it, in their order
     */
    public record PartitionRule(int number, EvalNode condition, PlannedReport report, List<PlannedFeed> feeds) {
        public PartitionRule {
            feeds = List.copyOf(feeds);
        }
    }
}
