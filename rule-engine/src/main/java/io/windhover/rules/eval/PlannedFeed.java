package io.windhover.rules.eval;

import io.windhover.rules.eval.PlannedReport.NamedSource;
import io.windhover.rules.json.JsonType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rule that matches tells a stateful one, bound to one log source's fields. A field with several values makes an
 * observation for each, 16 at most of group and of values.
 */
public record PlannedFeed(List<ValueSource> group, List<ValueSource> values, List<NamedSource> carried) {
    private static final int MOST = 16;
    private static final int LONGEST = 1024;

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
        for (List<String> one : groups) {
            for (List<String> tuple : tuples) {
                visitor.visit(one, tuple, carriedTexts);
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
            texts(each.source(), evaluation).stream().findFirst().ifPresent(text -> texts.put(each.name(), text));
        }
        return texts;
    }

    /** All combinations of the fields' values; none where a field has no value, unless such stand for themselves. */
    private static List<List<String>> tuples(List<ValueSource> sources, Evaluation evaluation, boolean gaps) {
        List<List<String>> tuples = List.of(List.of());
        for (ValueSource source : sources) {
            Set<String> texts = texts(source, evaluation);
            List<List<String>> longer = new ArrayList<>();
            for (List<String> tuple : tuples) {
                for (String text : texts.isEmpty() && gaps ? Set.of("") : texts) {
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

    private static Set<String> texts(ValueSource source, Evaluation evaluation) {
        Set<String> texts = new LinkedHashSet<>();
        source.any(evaluation, evaluation.value(), (value, e) -> {
            if (value.type() != JsonType.NULL && value.type() != JsonType.ARRAY) {
                String text = value.string();
                texts.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            }
            return texts.size() >= MOST;
        });
        texts.remove("");
        return texts;
    }
}
