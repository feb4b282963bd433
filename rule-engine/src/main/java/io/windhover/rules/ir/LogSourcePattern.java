package io.windhover.rules.ir;

import io.windhover.schemas.LogSource;
import org.jspecify.annotations.Nullable;

/**
 * The log sources a rule is for: an attribute that it does not name matches all. Product {@code cloud} reaches every
 * source.
 *
 * @param product for example aws, or null
 * @param service for example cloudtrail, or null
 * @param category for example application, or null
 */
public record LogSourcePattern(
        @Nullable String product,
        @Nullable String service,
        @Nullable String category) {
    /** The product of rules that are written with normalised fields, for every cloud. */
    public static final String EVERY_PRODUCT = "cloud";

    /** Whether an event from that source concerns the rule. */
    public boolean matches(LogSource source) {
        boolean productMatches =
                product == null || product.equals(EVERY_PRODUCT) || product.equalsIgnoreCase(source.getProduct());
        // A log seldom has a category: beside a product, a rule's category then says nothing more.
        boolean unsaid = product != null && source.getCategory() == null;
        return productMatches
                && named(service, source.getService())
                && (unsaid || named(category, source.getCategory()));
    }

    /** Whether this names all that the other names, so that its logs are among the other's. */
    public boolean isWithin(LogSourcePattern other) {
        return within(product, other.product) && within(service, other.service) && within(category, other.category);
    }

    private static boolean within(@Nullable String own, @Nullable String other) {
        return other == null || (own != null && own.equalsIgnoreCase(other));
    }

    private static boolean named(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equalsIgnoreCase(actual);
    }

    @Override
    public String toString() {
        return part(product) + "/" + part(service) + (category == null ? "" : "/" + category);
    }

    private static String part(@Nullable String name) {
        return name == null ? "*" : name;
    }
}
