package io.windhover.rules.plan;

import io.windhover.rules.eval.FieldIndex;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.plan.Witnesses.Kind;
import io.windhover.rules.plan.Witnesses.Witness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts every rule under the witnesses that were chosen for it. */
final class CandidateIndexBuilder {
    private final Map<Field, Map<Kind, Map<String, List<Integer>>>> index = new LinkedHashMap<>();
    private final List<Integer> unindexed = new ArrayList<>();

    CandidateIndexBuilder(List<Rule> rules) {
        Witnesses witnesses = new Witnesses(rules);
        for (int rule = 0; rule < rules.size(); rule++) {
            Optional<Set<Witness>> found = witnesses.of(rules.get(rule).condition());
            if (found.isEmpty()) {
                unindexed.add(rule);
            }
            for (Witness witness : found.orElse(Set.of())) {
                index.computeIfAbsent(witness.field(), field -> new EnumMap<>(Kind.class))
                        .computeIfAbsent(witness.kind(), kind -> new LinkedHashMap<>())
                        .computeIfAbsent(witness.text(), text -> new ArrayList<>())
                        .add(rule);
            }
        }
    }

    /** Numbers of the rules without a witness. */
    List<Integer> unindexed() {
        return unindexed;
    }

    List<FieldIndex> build(FieldBinder fields) {
        List<FieldIndex> built = new ArrayList<>();
        index.forEach((field, byKind) -> built.add(new FieldIndex(
                fields.bind(field),
                byKind.getOrDefault(Kind.WHOLE, Map.of()),
                byKind.getOrDefault(Kind.SUBSTRING, Map.of()),
                byKind.getOrDefault(Kind.PRESENT, Map.of()).getOrDefault("", List.of()))));
        return built;
    }
}
