package io.windhover.rules.sigma;

import io.windhover.rules.ir.Correlation;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Rule;
import java.util.List;

/** The documents of a file that could be read, each kind in the order of the text. */
public record SigmaFile(List<Rule> rules, List<Correlation> correlations, List<Filter> filters) {
    public SigmaFile {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
    }
}
