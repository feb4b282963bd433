package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.source.Issues;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.schemas.RuleReference;
import java.util.Optional;
import java.util.Set;

/** Reads a detection rule's document. */
final class RuleParser {
    private static final String TIMEFRAME = "timeframe";

    private final SigmaOptions options;
    private final Issues issues;

    RuleParser(SigmaOptions options, Issues issues) {
        this.options = options;
        this.issues = issues;
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
        if (condition.isEmpty() || issues.errors() > before) {
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
