package io.windhover.cli.rules.explain;

import io.windhover.connect.read.Place;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.eval.Explanation;
import io.windhover.schemas.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule's verdict on an event, and why.
 *
 * @param isTimed whether the event's time is the log's
 * @param applies whether the rule is for the event's log
 * @param matched what the rule says of the event; empty if it does not match
 * @param condition the rule's condition, judged; if the rule does not apply, that alone
 */
record Explained(
        CompiledRule rule,
        Place place,
        CloudEvent event,
        boolean isTimed,
        boolean applies,
        Optional<MatchedEvent> matched,
        Explanation condition) {
    Explained {
        if (applies && matched.isPresent() != condition.holds()) {
            throw new IllegalStateException("the matcher and the explanation disagree about " + rule);
        }
    }

    /** The fields that the verdict is due to. */
    List<Explanation> reasons() {
        List<Explanation> leaves = new ArrayList<>();
        collect(condition, leaves);
        return leaves;
    }

    private static void collect(Explanation node, List<Explanation> leaves) {
        if (node.parts().isEmpty()) {
            leaves.add(node);
        } else {
            node.decidingParts().forEach(part -> collect(part, leaves));
        }
    }
}
