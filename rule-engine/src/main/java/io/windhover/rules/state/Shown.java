package io.windhover.rules.state;

import io.windhover.schemas.Observation;
import io.windhover.schemas.Reason;
import java.util.List;

/** Texts of events as messages and reasons show them: on one line, and bounded. */
final class Shown {
    private static final int LONGEST_REASON = 1_024;
    private static final int LONGEST_VALUE = 120;

    private Shown() {}

    /** An observation's values; an empty text where the event lacks one. */
    static List<String> values(Observation observation) {
        return observation.getValues().stream()
                .map(value -> value == null ? "" : value)
                .toList();
    }

    static Reason reason(String name, String value) {
        return new Reason(name, line(value, LONGEST_REASON));
    }

    /** A tuple within a message. */
    static String tuple(List<String> values) {
        return line(String.join(" / ", values), LONGEST_VALUE);
    }

    /** Characters that would break a line become spaces. */
    static String line(String text, int longest) {
        String cut = text.length() > longest ? cut(text, longest - 1) + "…" : text;
        return cut.codePoints().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cntrl}", " ") : cut;
    }

    /** The first characters, no pair of surrogates torn. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
