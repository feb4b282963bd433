package io.windhover.detections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rule's test file: an event and whether the rule must match it.
 *
 * @param rule file name of the rule without its ending
 * @param name what is special about the event
 * @param match whether the rule must match
 * @param level the level of that match where the rule has several, or null
 * @param event the event's JSON text
 */
record RuleCase(
        String rule, String name, boolean match, @Nullable Level level, String event) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of("name", "match", "level", "event");

    static RuleCase parse(String rule, String line) {
        try {
            JsonNode node = JSON.readTree(line);
            node.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(rule + ": unknown key '" + key + "' in " + line);
                }
            });
            JsonNode level = node.path("level");
            return new RuleCase(
                    rule,
                    node.required("name").textValue(),
                    node.required("match").booleanValue(),
                    level.isMissingNode()
                            ? null
                            : Level.valueOf(level.textValue().toUpperCase(Locale.ROOT)),
                    node.required("event").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(rule, e);
        }
    }

    @Override
    public String toString() {
        return rule + (match ? " matches: " : " does not match: ") + name;
    }
}
