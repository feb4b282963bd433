package io.windhover.rules.eval;

import java.util.List;
import java.util.Optional;

/**
 * Why a condition holds of an event or does not: the condition's tree, each node judged by the same code that judges
 * events.
 *
 * @param what the node: {@code and}, {@code or}, a selection's name, or a field and what is asked of it
 * @param holds whether it is true of the event
 * @param decidedBy of a field, the value that passed, or the values that did not; empty of nodes with parts
 * @param parts the nodes below
 */
public record Explanation(String what, boolean holds, Optional<String> decidedBy, List<Explanation> parts) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /** What keeps a rule from being asked at all. */
    public static Explanation unconcerned(String what, String decidedBy) {
        return of(what, false, decidedBy);
    }

    /** A node that only joins others. */
    static Explanation of(String what, boolean holds, List<Explanation> parts) {
        return new Explanation(what, holds, Optional.empty(), parts);
    }

    /** A node about values of the event. */
    static Explanation of(String what, boolean holds, String decidedBy) {
        return new Explanation(what, holds, Optional.of(decidedBy), List.of());
    }

    /**
     * The parts that make this node what it is: of an {@code and} that does not hold those that do not, of an {@code or}
     * that holds those that do, of a {@code not} what it negates.
     */
    public List<Explanation> decidingParts() {
        List<Explanation> alike =
                parts.stream().filter(part -> part.holds == holds).toList();
        return alike.isEmpty() ? parts : alike;
    }

    /** The tree as text, one node a line, two spaces deeper for each level; {@code +} before what holds. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        append(out, 0);
        return out.toString();
    }

    private void append(StringBuilder out, int depth) {
        out.append("  ".repeat(depth)).append(holds ? "+ " : "- ").append(what);
        decidedBy.ifPresent(value -> out.append(": ").append(value));
        out.append('\n');
        parts.forEach(part -> part.append(out, depth + 1));
    }
}
