package io.windhover.cli.story;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects whose keys keep their order, so that the same story gives the same bytes. */
final class Json {
    private Json() {}

    /** An object of keys and values in turn; a value may be null. */
    static Map<String, @Nullable Object> of(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    /** A list as EC2 writes it. */
    static Map<String, @Nullable Object> items(Object... items) {
        return of("items", List.of(items));
    }
}
