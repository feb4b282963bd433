package io.windhover.rules;

import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.schemas.LogSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A log source as a key of a map: quicker to compare than Avro's record. */
record LogSourceKey(
        String product, @Nullable String service, @Nullable String category) {
    static LogSourceKey of(LogSource source) {
        return new LogSourceKey(source.getProduct(), source.getService(), source.getCategory());
    }

    boolean is(LogSource source) {
        return product.equals(source.getProduct())
                && Objects.equals(service, source.getService())
                && Objects.equals(category, source.getCategory());
    }

    LogSource logSource() {
        return new LogSource(product, service, category);
    }

    @Override
    public String toString() {
        return new LogSourcePattern(product, service, category).toString();
    }
}
