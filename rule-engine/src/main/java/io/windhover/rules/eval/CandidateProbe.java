package io.windhover.rules.eval;

import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.JsonType;
import io.windhover.rules.json.SubstringAutomaton;
import io.windhover.rules.json.SubstringAutomaton.HitSink;
import io.windhover.rules.json.TextMemory;
import io.windhover.rules.json.TextVisitor;
import java.util.Arrays;

/**
 * Collects the rules of which a witness stands in the event, each once: an array stamped with the event's generation
 * tells which are in already, so that nothing is cleared between events. One per thread.
 */
final class CandidateProbe implements ValueTest, TextVisitor, HitSink {
    private final FieldIndex[] indexes;
    /** Of each index, texts that are no rule's witness: the values of logs repeat. */
    private final TextMemory[] strangers;

    private final int[] unindexed;
    private final int[] stamps;
    private final int[] candidates;
    private int count;
    private int generation;
    private boolean witnessed;
    private int current;

    CandidateProbe(Partition partition) {
        indexes = partition.indexes().toArray(FieldIndex[]::new);
        unindexed = partition.unindexed().stream().mapToInt(Integer::intValue).toArray();
        strangers = new TextMemory[indexes.length];
        Arrays.setAll(strangers, index -> new TextMemory());
        stamps = new int[partition.rules().size()];
        candidates = new int[partition.rules().size()];
    }

    /** How many rules are to be judged. */
    int collect(Evaluation evaluation) {
        count = 0;
        if (++generation == 0) {
            Arrays.fill(stamps, 0);
            generation = 1;
        }
        add(unindexed);
        for (current = 0; current < indexes.length; current++) {
            indexes[current].field().any(evaluation, evaluation.value(), this);
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
        if (value.type() != JsonType.STRING || value.isEscaped()) {
            return probe(value);
        }
        TextMemory known = strangers[current];
        byte[] buffer = value.buffer();
        if (!known.has(buffer, value.start(), value.end())) {
            witnessed = false;
            probe(value);
            if (!witnessed) {
                known.add(buffer, value.start(), value.end());
            }
        }
        return false;
    }

    private boolean probe(EventValue value) {
        add(indexes[current].rulesOfPresence());
        return value.anyText(true, true, this);
    }

    @Override
    public boolean visit(ByteText text) {
        FieldIndex index = indexes[current];
        add(index.rulesOfText(text));
        SubstringAutomaton substrings = index.substrings();
        if (substrings != null) {
            substrings.find(text, this);
        }
        return false;
    }

    @Override
    public void hit(int substring) {
        add(indexes[current].rulesOfSubstring(substring));
    }

    private void add(int[] rules) {
        for (int rule : rules) {
            witnessed = true;
            if (stamps[rule] != generation) {
                stamps[rule] = generation;
                candidates[count++] = rule;
            }
        }
    }
}
