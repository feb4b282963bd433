package io.windhover.rules.ir;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule that matches tells a stateful one of the event.
 *
 * @param group the fields by whose values matches are kept apart; an event that lacks one is not told
 * @param values the fields whose values are counted or judged
 * @param carried the fields that stateful rules further on will ask for, or that alerts show, and under which names
 */
public record Feed(List<Field> group, List<Field> values, List<Carried> carried) {
    public Feed {
        group = List.copyOf(group);
        values = List.copyOf(values);
        carried = List.copyOf(carried);
    }

    /** A field, and the name that it is carried under. */
    public record Carried(String name, Field field) {
        /** What is only shown goes with what else is shown of an event, and is not kept of those that are shown no more. */
        private static final String SHOWN = "~ ";

        /** The name of a field that is carried for an alert to show, and that no rule further on asks for. */
        public static String toShow(String name) {
            return SHOWN + name;
        }

        /** Whether what is carried under a name is only shown. */
        public static boolean isToShow(String carriedAs) {
            return carriedAs.startsWith(SHOWN);
        }

        /** The field that is carried under a name. */
        public static String fieldOf(String carriedAs) {
            return isToShow(carriedAs) ? carriedAs.substring(SHOWN.length()) : carriedAs;
        }

        /** The text of a field, whatever it is carried for. */
        public static @Nullable String text(Map<String, String> carried, String name) {
            String text = carried.get(name);
            return text == null ? carried.get(toShow(name)) : text;
        }
    }
}
