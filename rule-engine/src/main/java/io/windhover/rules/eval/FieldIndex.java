package io.windhover.rules.eval;

import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.SubstringAutomaton;
import io.windhover.rules.json.TextTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of one field, which rules may match when it has a certain text, when a certain text stands in it, and when it has a
 * value at all. Immutable.
 */
public final class FieldIndex {
    private static final int[] NONE = {};

    private final ValueSource field;
    private final TextTable texts;
    private final int[][] rulesOfTexts;
    private final @Nullable SubstringAutomaton substrings;
    private final int[][] rulesOfSubstrings;
    private final int[] rulesOfPresence;

    /**
     * Builds the index.
     *
     * @param byText for each folded text that the whole value must be, the rules it is a witness of
     * @param bySubstring for each folded text that must stand in the value, the rules it is a witness of
     * @param byPresence the rules that any value is a witness of
     */
    public FieldIndex(
            ValueSource field,
            Map<String, List<Integer>> byText,
            Map<String, List<Integer>> bySubstring,
            List<Integer> byPresence) {
        this.field = field;
        this.texts = new TextTable(byText.keySet());
        this.rulesOfTexts = arrays(byText.values());
        this.substrings = bySubstring.isEmpty() ? null : new SubstringAutomaton(bySubstring.keySet());
        this.rulesOfSubstrings = arrays(bySubstring.values());
        this.rulesOfPresence = array(byPresence);
    }

    private static int[][] arrays(Collection<List<Integer>> lists) {
        return lists.stream().map(FieldIndex::array).toArray(int[][]::new);
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    ValueSource field() {
        return field;
    }

    int[] rulesOfText(ByteText folded) {
        int row = texts.find(folded);
        return row < 0 ? NONE : rulesOfTexts[row];
    }

    @Nullable
    SubstringAutomaton substrings() {
        return substrings;
    }

    int[] rulesOfSubstring(int number) {
        return rulesOfSubstrings[number];
    }

    int[] rulesOfPresence() {
        return rulesOfPresence;
    }
}
