package io.windhover.rules.eval;

import io.windhover.rules.json.JsonType;
import io.windhover.schemas.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an event that matches, bound to one log source's fields.
 *
 * @param entity the first of these fields that has a value says whom it is about; none for the principal
 */
public record PlannedReport(
        List<NamedSource> entity, List<NamedSource> dedup, List<NamedSource> context, List<PlannedLevel> levels) {
    /** Characters of a field that an alert shows at most. */
    public static final int LONGEST = 1024;

    public PlannedReport {
        entity = List.copyOf(entity);
        dedup = List.copyOf(dedup);
        context = List.copyOf(context);
        levels = List.copyOf(levels);
    }

    /** A field with the name that the rule calls it by. */
    public record NamedSource(String name, ValueSource source) {}

    /** A level that holds when a condition does. */
    public record PlannedLevel(Level level, EvalNode condition) {}

    Level level(Evaluation evaluation, Level otherwise) {
        for (PlannedLevel each : levels) {
            if (each.condition.test(evaluation)) {
                return each.level;
            }
        }
        return otherwise;
    }

    String entity(Evaluation evaluation) {
        for (NamedSource field : entity) {
            Optional<String> text = text(field, evaluation);
            if (text.isPresent()) {
                return text.get();
            }
        }
        @Nullable String principal = evaluation.normalised().getActor().getPrincipal();
        return principal == null ? "" : principal;
    }

    /** The fields' values, one a line. */
    String dedup(Evaluation evaluation) {
        StringJoiner lines = new StringJoiner("\n");
        dedup.forEach(field -> lines.add(text(field, evaluation).orElse("")));
        return lines.toString();
    }

    Map<String, String> context(Evaluation evaluation) {
        Map<String, String> texts = new LinkedHashMap<>();
        context.forEach(field -> text(field, evaluation).ifPresent(text -> texts.put(field.name, text)));
        return texts;
    }

    /** All values of the field, shortened; an array's members stand for it. */
    private static Optional<String> text(NamedSource field, Evaluation evaluation) {
        StringBuilder texts = new StringBuilder();
        field.source.any(evaluation, evaluation.value(), (value, e) -> {
            if (value.type() != JsonType.NULL && value.type() != JsonType.ARRAY) {
                texts.insert(0, texts.isEmpty() ? "" : ", ").insert(0, value.string());
            }
            return texts.length() > LONGEST;
        });
        texts.setLength(Math.min(texts.length(), LONGEST));
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts.toString());
    }
}
