package io.windhover.rules.sigma;

import io.windhover.rules.ir.Rule;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Reads a Sigma file: one document or several, each a detection rule. */
public final class SigmaParser {
    private final SigmaOptions options;

    public SigmaParser(SigmaOptions options) {
        this.options = options;
    }

    /** The rules that could be read; what is wrong with the others is in {@code issues}. */
    public List<Rule> parse(SourceFile file, Issues issues) {
        List<Rule> rules = new ArrayList<>();
        for (YamlNode document : YamlReader.read(file, issues)) {
            if (document instanceof Mapping map) {
                document(map, rules, issues);
            } else {
                issues.error(document.position(), "A rule is a map, this is " + document.described() + ".");
            }
        }
        return rules;
    }

    private void document(Mapping map, List<Rule> rules, Issues issues) {
        for (String kind : List.of("action", "correlation", "filter")) {
            if (map.get(kind).isPresent()) {
                issues.error(map.position(), "Documents with '" + kind + "' are not supported yet.");
                return;
            }
        }
        if (map.get("detection").isEmpty()) {
            issues.error(map.position(), "The rule has no 'detection'.", Nearest.question("detection", map.names()));
            return;
        }
        new RuleParser(options, issues).parse(map).ifPresent(rules::add);
    }
}
