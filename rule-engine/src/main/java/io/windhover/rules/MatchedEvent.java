package io.windhover.rules;

import io.windhover.schemas.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rule says of an event that it matches, beside that it matches; see the rule's {@code windhover:} section.
 *
 * @param level how grave: the rule's level, unless one of the conditions it names raises or lowers it
 * @param entity whom it is about: by default the principal; empty where the log names nobody
 * @param dedup what, beside rule and entity, makes two matches the same alert; empty by default
 * @param context the fields that the rule asks to show, in its order; a field that the event lacks is left out
 */
public record MatchedEvent(Level level, String entity, String dedup, Map<String, String> context) {
    public MatchedEvent {
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }
}
