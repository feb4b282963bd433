package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.FieldUses;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.source.Issues;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a filter's document. */
final class FilterParser {
    static final String KEY = "filter";

    private static final String RULES = "rules";
    private static final String ANY = "any";

    private final SigmaOptions options;
    private final Issues issues;
    private final List<FieldUses> fields;
    private final List<Filter> refused;

    /**
     * Reads filters one after the other.
     *
     * @param fields receives what fields a filter names, be it refused or not
     * @param refused receives filters that are refused, as far as they could be read
     */
    FilterParser(SigmaOptions options, Issues issues, List<FieldUses> fields, List<Filter> refused) {
        this.options = options;
        this.issues = issues;
        this.fields = fields;
        this.refused = refused;
    }

    /** Empty where it has an error. */
    Optional<Filter> parse(Mapping document) {
        int before = issues.errors();
        KeyReader keys = new KeyReader(document, issues);
        String title = keys.text("title");
        if (title == null) {
            issues.error(document.position(), "The filter has no 'title'.");
            title = "";
        }
        LogSourcePattern logSource = Metadata.logSource(keys);
        Optional<Mapping> section = keys.mapping(KEY);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<RuleName>> rules = rules(new KeyReader(section.get(), issues));
        DetectionParser detection = new DetectionParser(new Placeholders(options.placeholders()), issues);
        Optional<Condition> condition = detection.parse(section.get(), Set.of(RULES));
        detection.reportUnused();
        condition.filter(FilterParser::isOnlyPositive).ifPresent(positive -> inverted(section.get()));
        fields.add(new FieldUses(issues.file(), logSource, keys.placeOf("logsource"), detection.fields()));
        Filter filter = new Filter(
                title,
                logSource,
                rules,
                condition.orElseGet(() -> new Condition.Or(List.of())),
                issues.file(),
                document.position());
        if (condition.isEmpty() || issues.errors() > before) {
            refused.add(filter);
            return Optional.empty();
        }
        return Optional.of(filter);
    }

    private Optional<List<RuleName>> rules(KeyReader section) {
        List<Scalar> names = section.scalars(RULES);
        if (names.isEmpty()) {
            issues.error(section.placeOf(RULES), "A filter names its 'rules', by id or name, or says 'any'.");
        }
        boolean any = names.size() == 1 && names.get(0).text().equalsIgnoreCase(ANY);
        return any
                ? Optional.empty()
                : Optional.of(names.stream()
                        .map(name -> new RuleName(name.text(), name.position()))
                        .toList());
    }

    /** The condition is ANDed with a rule's, literally: without a negation it keeps what it seems to exclude. */
    private void inverted(Mapping section) {
        KeyReader keys = new KeyReader(section, issues);
        String message = "The filter's condition is only positive: rules will match nothing but what it describes."
                + " To leave that out, negate it.";
        if (options.invertingFilters()) {
            issues.warning(keys.placeOf("condition"), message);
        } else {
            issues.error(keys.placeOf("condition"), message);
        }
    }

    private static boolean isOnlyPositive(Condition condition) {
        return !(condition instanceof Condition.Not)
                && condition.parts().stream().allMatch(FilterParser::isOnlyPositive);
    }
}
