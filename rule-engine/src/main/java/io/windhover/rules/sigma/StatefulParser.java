package io.windhover.rules.sigma;

import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.FieldUse;
import io.windhover.rules.ir.FieldUses;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.ir.StateHash;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a stateful rule's document: what correlations and baselines have in common; what they look for is read by others. */
final class StatefulParser {
    private final SigmaOptions options;
    private final Issues issues;
    private final List<FieldUses> fields;
    private final List<String> refused;

    /**
     * Reads stateful rules one after the other.
     *
     * @param fields receives what normalised fields a rule names; what its other fields are, its rules' log sources tell
     * @param refused receives by what id and name others may call a rule that is refused
     */
    StatefulParser(SigmaOptions options, Issues issues, List<FieldUses> fields, List<String> refused) {
        this.options = options;
        this.issues = issues;
        this.fields = fields;
        this.refused = refused;
    }

    static boolean reads(Mapping document) {
        return document.get(CorrelationParser.KEY).isPresent()
                || document.get(BaselineParser.KEY).isPresent();
    }

    /** Empty where it has an error, or is retired and such are not asked for. */
    Optional<StatefulRule> parse(Mapping document) {
        int before = issues.errors();
        KeyReader keys = new KeyReader(document, issues);
        RuleReference.Builder reference = Metadata.read(keys);
        boolean baseline = document.get(BaselineParser.KEY).isPresent();
        Optional<Mapping> given = keys.mapping(baseline ? BaselineParser.KEY : CorrelationParser.KEY);
        if (given.isEmpty() || (Metadata.isRetired(keys) && !options.retired())) {
            return Optional.empty();
        }
        KeyReader body = new KeyReader(given.get(), issues);
        Optional<PatternParser.Parsed> parsed =
                baseline ? new BaselineParser(body, reference.getLevel()).parse() : new CorrelationParser(body).parse();
        List<RuleName> rules = parsed.map(PatternParser.Parsed::rules).orElse(List.of());
        List<Field> groupBy = body.texts("group-by").stream().map(Field::new).toList();
        Map<String, Map<String, Field>> aliases = aliases(body, rules);
        Optional<Boolean> generate = generate(body).or(() -> generate(keys));
        Duration period = parsed.map(PatternParser.Parsed::period).orElse(Duration.ofHours(1));
        DetectionParser noSelections = new DetectionParser(new Placeholders(Map.of()), issues);
        WindhoverSection section = WindhoverSection.read(keys, noSelections, issues, period);
        fields.add(new FieldUses(
                issues.file(), new LogSourcePattern(null, null, null), document.position(), uses(keys, body)));
        parsed.ifPresent(known -> checkReport(keys, groupBy, known.pattern()));
        if (parsed.isEmpty() || issues.errors() > before) {
            refused.addAll(Metadata.calledBy(keys));
            return Optional.empty();
        }
        section.addTo(reference);
        reference.setHash(hash(parsed.get(), groupBy, aliases, section));
        return Optional.of(new StatefulRule(
                reference.build(),
                keys.text("name"),
                rules,
                groupBy,
                aliases,
                generate,
                parsed.get().pattern(),
                section.report(),
                issues.file(),
                document.position()));
    }

    private static String hash(
            PatternParser.Parsed parsed,
            List<Field> groupBy,
            Map<String, Map<String, Field>> aliases,
            WindhoverSection section) {
        SortedMap<String, SortedMap<String, Field>> sorted = new TreeMap<>();
        aliases.forEach((alias, byRule) -> sorted.put(alias, new TreeMap<>(byRule)));
        return StateHash.of(String.join(
                "\n",
                parsed.pattern().toString(),
                parsed.rules().stream().map(RuleName::text).toList() + " " + groupBy,
                sorted.toString(),
                section.stateVersion()));
    }

    private static List<FieldUse> uses(KeyReader keys, KeyReader body) {
        List<Scalar> names = new ArrayList<>();
        Stream.of("group-by", "field", "peer-group").forEach(key -> names.addAll(body.scalars(key)));
        if (body.scalarOrMapping("condition") instanceof Mapping condition) {
            names.addAll(new KeyReader(condition, body.issues()).scalars("field"));
        }
        body.mapping("aliases").map(Mapping::entries).orElse(List.of()).stream()
                .flatMap(alias -> alias.value() instanceof Mapping byRule ? byRule.entries().stream() : Stream.of())
                .filter(entry -> entry.value() instanceof Scalar)
                .forEach(entry -> names.add((Scalar) entry.value()));
        keys.mapping(WindhoverSection.KEY)
                .ifPresent(section -> names.addAll(new KeyReader(section, body.issues()).scalars("context")));
        return names.stream()
                .map(name -> new FieldUse(new Field(name.text()), name.position()))
                .filter(use -> use.field().isNormalised())
                .toList();
    }

    /** Whom it is about must not depend on which event of a group came last, so it is one of the group's values. */
    private void checkReport(KeyReader keys, List<Field> groupBy, Pattern pattern) {
        Optional<Mapping> written = keys.mapping(WindhoverSection.KEY);
        if (written.isEmpty()) {
            return;
        }
        KeyReader words = new KeyReader(written.get(), issues);
        List<String> group = groupBy.stream().map(Field::name).toList();
        List<String> known = Stream.concat(
                        group.stream(), pattern.fields().stream().map(Field::name))
                .toList();
        words.scalars("entity").stream()
                .filter(field -> !group.contains(field.text()))
                .forEach(field ->
                        report(field, "The entity of a stateful rule is one of its 'group-by' fields.", group));
        words.scalars("dedup").stream()
                .filter(field -> !known.contains(field.text()))
                .forEach(field -> report(
                        field, "A stateful rule tells alerts apart by its 'group-by' fields and its 'field'.", known));
    }

    private void report(Scalar field, String message, List<String> known) {
        issues.error(field.position(), message, Nearest.question(field.text(), known));
    }

    private Optional<Boolean> generate(KeyReader keys) {
        Optional<Scalar> written = keys.scalar("generate");
        if (written.isPresent() && written.get().kind() != ScalarKind.BOOLEAN) {
            issues.error(written.get().position(), "'generate' is true or false.");
        }
        return written.map(scalar -> scalar.text().equalsIgnoreCase("true"));
    }

    private Map<String, Map<String, Field>> aliases(KeyReader body, List<RuleName> rules) {
        Map<String, Map<String, Field>> aliases = new LinkedHashMap<>();
        List<String> known = rules.stream().map(RuleName::text).toList();
        for (Entry alias : body.mapping("aliases").map(Mapping::entries).orElse(List.of())) {
            Map<String, Field> fields = new LinkedHashMap<>();
            if (!(alias.value() instanceof Mapping byRule)) {
                issues.error(alias.value().position(), "An alias is a map from rules to fields.");
                continue;
            }
            for (Entry rule : byRule.entries()) {
                if (!known.contains(rule.name())) {
                    issues.error(
                            rule.key().position(),
                            "The correlation has no rule '" + rule.name() + "'.",
                            Nearest.question(rule.name(), known));
                }
                if (rule.value() instanceof Scalar field) {
                    fields.put(rule.name(), new Field(field.text()));
                } else {
                    issues.error(rule.value().position(), "Expected the name of a field.");
                }
            }
            aliases.put(alias.name(), Map.copyOf(fields));
        }
        return aliases;
    }
}
