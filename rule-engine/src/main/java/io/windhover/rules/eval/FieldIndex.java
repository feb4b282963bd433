package io.windhover.rules.eval;

import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.TextTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of one field, which rules may match when it has a certain text. Immutable. */
public final class FieldIndex {
    private final ValueSource field;
    private final TextTable texts;
    private final int[][] rules;

    /**
     * Builds the index.
     *
     * @param rulesByText for each folded text, the rules for which it is a necessary witness
     */
    public FieldIndex(ValueSource field, Map<String, List<Integer>> rulesByText) {
        this.field = field;
        this.texts = new TextTable(rulesByText.keySet());
        this.rules = rulesByText.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    ValueSource field() {
        return field;
    }

    int @Nullable [] rules(ByteText folded) {
        int row = texts.find(folded);
        return row < 0 ? null : rules[row];
    }
}
