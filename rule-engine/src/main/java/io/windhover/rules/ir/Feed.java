package io.windhover.rules.ir;

import java.util.List;

/**
 * What a rule that matches tells a stateful one of the event.
 *
 * @param group the fields by whose values matches are kept apart; an event that lacks one is not told
 * @param values the fields whose values are counted or judged
 * @param carried the fields that stateful rules further on will ask for, with the names under which they do
 */
public record Feed(List<Field> group, List<Field> values, List<Carried> carried) {
    public Feed {
        group = List.copyOf(group);
        values = List.copyOf(values);
        carried = List.copyOf(carried);
    }

    /** A field, and the name that it is carried under. */
    public record Carried(String name, Field field) {}
}
