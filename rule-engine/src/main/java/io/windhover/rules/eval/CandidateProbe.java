package io.windhover.rules.eval;

import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.SubstringAutomaton;
import io.windhover.rules.json.SubstringAutomaton.HitSink;
import io.windhover.rules.json.TextVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rules of which a witness stands in the event, each once: an array stamped with the event's generation
 * tells which are in already, so that nothing is cleared between events. One per thread.
 */
final class CandidateProbe implements ValueTest, TextVisitor, HitSink {
    private final FieldIndex[] indexes;
    private final int[] unindexed;
    private final int[] stamps;
    private final int[] candidates;
    private int count;
    private int generation;
    private @Nullable FieldIndex current;

    CandidateProbe(Partition partition) {
        indexes = partition.indexes().toArray(FieldIndex[]::new);
        unindexed = partition.unindexed().stream().mapToInt(Integer::intValue).toArray();
        stamps = new int[partition.rules().size()];
        candidates = new int[partition.rules().size()];
    }

    /** How many rules are to be judged. */
    int collect(Evaluation evaluation) {
        count = 0;
        if (++generation == 0) {
            Arrays.fill(stamps, -1);
        }
        add(unindexed);
        for (FieldIndex index : indexes) {
            current = index;
            index.field().any(evaluation, evaluation.value(), this);
        }
        if (count > 1) {
            Arrays.sort(candidates, 0, count);
        }
        return count;
    }

    /** The rules to be judged, in their order. */
    int candidate(int number) {
        return candidates[number];
    }

    @Override
    public boolean test(EventValue value, Evaluation evaluation) {
        if (current != null) {
            add(current.rulesOfPresence());
        }
        return value.anyText(true, true, this);
    }

    @Override
    public boolean visit(ByteText text) {
        FieldIndex index = current;
        if (index != null) {
            add(index.rulesOfText(text));
            SubstringAutomaton substrings = index.substrings();
            if (substrings != null) {
                substrings.find(text, this);
            }
        }
        return false;
    }

    @Override
    public void hit(int substring) {
        if (current != null) {
            add(current.rulesOfSubstring(substring));
        }
    }

    private void add(int[] rules) {
        for (int rule : rules) {
            if (stamps[rule] != generation) {
                stamps[rule] = generation;
                candidates[count++] = rule;
            }
        }
    }
}
