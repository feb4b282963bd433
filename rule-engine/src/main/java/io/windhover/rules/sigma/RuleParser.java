package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.FieldUses;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StateHash;
import io.windhover.rules.source.Issues;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.schemas.RuleReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a detection rule's document. */
final class RuleParser {
    private static final String TIMEFRAME = "timeframe";

    private final SigmaOptions options;
    private final Issues issues;
    private final List<FieldUses> fields;
    private final List<String> refused;

    /**
     * Reads rules one after the other.
     *
     * @param fields receives what fields a rule names, be it refused or not
     * @param refused receives by what id and name others may call a rule that is refused
     */
    RuleParser(SigmaOptions options, Issues issues, List<FieldUses> fields, List<String> refused) {
        this.options = options;
        this.issues = issues;
        this.fields = fields;
        this.refused = refused;
    }

    /** Empty where the rule has an error, or is retired and such rules are not asked for. */
    Optional<Rule> parse(Mapping document) {
        int before = issues.errors();
        KeyReader keys = new KeyReader(document, issues);
        DetectionParser detection = new DetectionParser(new Placeholders(options.placeholders()), issues);
        Optional<Condition> condition =
                keys.mapping("detection").flatMap(selections -> detection.parse(selections, Set.of(TIMEFRAME)));
        LogSourcePattern logSource = Metadata.logSource(keys);
        WindhoverSection section = WindhoverSection.read(keys, detection, issues);
        detection.reportUnused();
        RuleReference.Builder reference = Metadata.read(keys);
        if (Metadata.isRetired(keys) && !options.retired()) {
            return Optional.empty();
        }
        fields.add(new FieldUses(issues.file(), logSource, keys.placeOf("logsource"), detection.fields()));
        if (condition.isEmpty() || issues.errors() > before) {
            refused.addAll(Metadata.calledBy(keys));
            return Optional.empty();
        }
        section.addTo(reference);
        reference.setHash(hash(logSource, condition.get(), section));
        return Optional.of(new Rule(
                reference.build(),
                keys.text("name"),
                logSource,
                condition.get(),
                section.report(),
                issues.file(),
                document.position()));
    }

    private static String hash(LogSourcePattern logSource, Condition condition, WindhoverSection section) {
        StringBuilder shape = new StringBuilder(logSource.toString()).append('\n');
        condition.shape(shape);
        section.report().entity().stream().map(Field::name).forEach(name -> shape.append("\nentity ")
                .append(name));
        section.report().dedup().stream().map(Field::name).forEach(name -> shape.append("\ndedup ")
                .append(name));
        shape.append('\n').append(section.period()).append(' ').append(section.threshold());
        shape.append('\n').append(section.stateVersion());
        return StateHash.of(shape.toString());
    }
}
