package io.windhover.rules.eval;

import io.windhover.rules.eval.PlannedReport.NamedSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule that matches tells a stateful one, bound to one log source's fields. A field with several values makes an
 * observation for each, 16 at most of group and of values, and 64 together.
 */
public record PlannedFeed(List<ValueSource> group, List<ValueSource> values, List<NamedSource> carried) {
    private static final int MOST = 16;
    private static final int LONGEST = 1024;
    private static final int LONGEST_CARRIED = 256;
    private static final int MOST_OBSERVATIONS = 64;
    private static final List<List<String>> ONE_EMPTY = List.of(List.of());
    private static final List<String> GAP = List.of("");

    public PlannedFeed {
        group = List.copyOf(group);
        values = List.copyOf(values);
        carried = List.copyOf(carried);
    }

    void tell(Evaluation evaluation, ObservationVisitor visitor) {
        List<List<String>> groups = tuples(group, evaluation, false);
        if (groups.isEmpty()) {
            return;
        }
        List<List<String>> tuples = tuples(values, evaluation, true);
        Map<String, String> carriedTexts = carried.isEmpty() ? Map.of() : carried(evaluation);
        int most = MOST_OBSERVATIONS;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < tuples.size() && most > 0; j++, most--) {
                visitor.visit(groups.get(i), tuples.get(j), carriedTexts);
            }
        }
    }

    /** Told of each observation. */
    @FunctionalInterface
    public interface ObservationVisitor {
        /**
         * Called once for each.
         *
         * @param values empty texts where the event lacks a field
         */
        void visit(List<String> group, List<String> values, Map<String, String> carried);
    }

    private Map<String, String> carried(Evaluation evaluation) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (NamedSource each : carried) {
            each.source().texts(evaluation, 1, LONGEST_CARRIED).forEach(text -> texts.put(each.name(), text));
        }
        return texts;
    }

    /** All combinations of the fields' values; none where a field has no value, unless such stand for themselves. */
    private static List<List<String>> tuples(List<ValueSource> sources, Evaluation evaluation, boolean gaps) {
        if (sources.isEmpty()) {
            return ONE_EMPTY;
        }
        List<List<String>> texts = new ArrayList<>(sources.size());
        boolean single = true;
        for (int i = 0; i < sources.size(); i++) {
            List<String> ofField = sources.get(i).texts(evaluation, MOST, LONGEST);
            if (ofField.isEmpty() && !gaps) {
                return List.of();
            }
            texts.add(ofField.isEmpty() ? GAP : ofField);
            single &= ofField.size() <= 1;
        }
        if (texts.size() == 1) {
            return single ? texts : texts.get(0).stream().map(List::of).toList();
        }
        return single ? List.of(texts.stream().map(ofField -> ofField.get(0)).toList()) : combinations(texts);
    }

    private static List<List<String>> combinations(List<List<String>> texts) {
        List<List<String>> tuples = ONE_EMPTY;
        for (List<String> ofField : texts) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> tuple : tuples) {
                for (String text : ofField) {
                    if (longer.size() < MOST) {
                        List<String> next = new ArrayList<>(tuple);
                        next.add(text);
                        longer.add(next);
                    }
                }
            }
            tuples = longer;
        }
        return tuples;
    }
}
