package io.windhover.rules.sigma;

import java.util.List;
import java.util.Map;

/**
 * What an operator decides about the reading of rules.
 *
 * @param retired whether rules of status deprecated and unsupported are loaded
 * @param placeholders values for {@code expand}, by the placeholder's name
 * @param invertingFilters whether a filter whose condition is only positive is accepted
 */
public record SigmaOptions(boolean retired, Map<String, List<String>> placeholders, boolean invertingFilters) {
    /** Retired rules are not loaded, no placeholder has a value, inverting filters are errors. */
    public static final SigmaOptions DEFAULT = new SigmaOptions(false, Map.of(), false);

    public SigmaOptions {
        placeholders = Map.copyOf(placeholders);
    }
}
