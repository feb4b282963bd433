package io.windhover.rules.ir;

import java.util.List;

/**
 * What is left of documents that have an error: enough to say what follows from their absence.
 *
 * @param rules ids and names of rules and correlations
 * @param filters filters as far as they could be read; their conditions mean nothing
 */
public record Refused(List<String> rules, List<Filter> filters) {
    public Refused {
        rules = List.copyOf(rules);
        filters = List.copyOf(filters);
    }
}
