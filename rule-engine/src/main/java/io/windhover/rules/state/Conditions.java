package io.windhover.rules.state;

import io.windhover.rules.ir.Condition;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions over rules, as an author would write them. */
final class Conditions {
    private Conditions() {}

    static String text(Condition condition) {
        if (condition instanceof Condition.Named named) {
            return named.name();
        } else if (condition instanceof Condition.Not not) {
            return "not " + inner(not.operand());
        } else if (condition instanceof Condition.And and) {
            return joined(and.operands(), " and ");
        } else if (condition instanceof Condition.Or or) {
            return joined(or.operands(), " or ");
        } else if (condition instanceof Condition.AtLeast atLeast) {
            return atLeast.count() + " of (" + joined(atLeast.operands(), ", ") + ")";
        }
        throw new IllegalStateException("Unknown: " + condition);
    }

    private static String joined(List<Condition> operands, String by) {
        return operands.stream().map(Conditions::inner).collect(Collectors.joining(by));
    }

    private static String inner(Condition condition) {
        return condition.parts().size() > 1 ? "(" + text(condition) + ")" : text(condition);
    }
}
