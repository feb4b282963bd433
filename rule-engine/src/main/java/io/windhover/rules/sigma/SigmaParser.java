package io.windhover.rules.sigma;

import io.windhover.rules.ir.FieldUses;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Refused;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Reads a Sigma file: one document or several, each a detection rule, a correlation or a filter. */
public final class SigmaParser {
    private final SigmaOptions options;

    public SigmaParser(SigmaOptions options) {
        this.options = options;
    }

    /** The documents that could be read; what is wrong with the others is in {@code issues}. */
    public SigmaFile parse(SourceFile file, Issues issues) {
        List<Rule> rules = new ArrayList<>();
        List<StatefulRule> stateful = new ArrayList<>();
        List<Filter> filters = new ArrayList<>();
        List<RiskPolicy> risks = new ArrayList<>();
        List<FieldUses> fields = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Filter> refusedFilters = new ArrayList<>();
        for (Mapping document : Documents.resolve(YamlReader.read(file, issues), issues)) {
            if (StatefulParser.reads(document)) {
                new StatefulParser(options, issues, refused).parse(document).ifPresent(stateful::add);
            } else if (document.get(FilterParser.KEY).isPresent()) {
                new FilterParser(options, issues, fields, refusedFilters)
                        .parse(document)
                        .ifPresent(filters::add);
            } else if (document.get(RiskParser.KEY).isPresent()) {
                new RiskParser(issues).parse(document).ifPresent(risks::add);
            } else if (document.get("detection").isPresent()) {
                new RuleParser(options, issues, fields, refused).parse(document).ifPresent(rules::add);
            } else {
                issues.error(
                        document.position(),
                        "The rule has no 'detection'.",
                        KeyReader.instead("detection", document.names()));
            }
        }
        return new SigmaFile(rules, stateful, filters, fields, new Refused(refused, refusedFilters), risks);
    }
}
