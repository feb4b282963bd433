package io.windhover.rules.plan;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Keyword;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Condition.Predicate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries a condition with every answer to what it asks, as if the questions had nothing to do with each other: tells
 * whether it is true or false whatever the event. Done for few questions only, since the tries double with each.
 */
final class TruthTable {
    private static final int MOST_QUESTIONS = 12;

    private final Map<List<Object>, Integer> questions = new LinkedHashMap<>();
    private boolean sometimesTrue;
    private boolean sometimesFalse;

    TruthTable(Condition condition) {
        number(condition);
        if (questions.size() > MOST_QUESTIONS) {
            sometimesTrue = true;
            sometimesFalse = true;
            return;
        }
        for (int answers = 0; answers < 1 << questions.size() && !(sometimesTrue && sometimesFalse); answers++) {
            boolean holds = holds(condition, answers);
            sometimesTrue |= holds;
            sometimesFalse |= !holds;
        }
    }

    boolean isNever() {
        return !sometimesTrue;
    }

    boolean isAlways() {
        return !sometimesFalse;
    }

    private static List<Object> question(Condition leaf) {
        return leaf instanceof Predicate predicate
                ? List.of(predicate.field(), predicate.test())
                : List.of(((Keyword) leaf).test());
    }

    private void number(Condition condition) {
        if (condition instanceof Predicate || condition instanceof Keyword) {
            questions.putIfAbsent(question(condition), questions.size());
        } else {
            condition.parts().forEach(this::number);
        }
    }

    private boolean holds(Condition condition, int answers) {
        if (condition instanceof And and) {
            return and.operands().stream().allMatch(operand -> holds(operand, answers));
        } else if (condition instanceof Or or) {
            return or.operands().stream().anyMatch(operand -> holds(operand, answers));
        } else if (condition instanceof AtLeast atLeast) {
            return atLeast.operands().stream()
                            .filter(operand -> holds(operand, answers))
                            .count()
                    >= atLeast.count();
        } else if (condition instanceof Not not) {
            return !holds(not.operand(), answers);
        } else if (condition instanceof Named named) {
            return holds(named.condition(), answers);
        }
        return (answers >> questions.getOrDefault(question(condition), 0) & 1) != 0;
    }
}
