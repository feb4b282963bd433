package io.windhover.rules.eval;

import io.windhover.rules.json.TextVisitor;
import java.util.List;

/** A condition planned for one log source. Immutable; what changes from event to event is in the {@link Evaluation}. */
public abstract sealed class EvalNode {
    abstract boolean test(Evaluation evaluation);

    /** All of them. */
    public static final class EvalAnd extends EvalNode {
        private final EvalNode[] operands;

        public EvalAnd(List<EvalNode> operands) {
            this.operands = operands.toArray(EvalNode[]::new);
        }

        @Override
        boolean test(Evaluation evaluation) {
            for (EvalNode operand : operands) {
                if (!operand.test(evaluation)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Any of them. */
    public static final class EvalOr extends EvalNode {
        private final EvalNode[] operands;

        public EvalOr(List<EvalNode> operands) {
            this.operands = operands.toArray(EvalNode[]::new);
        }

        @Override
        boolean test(Evaluation evaluation) {
            for (EvalNode operand : operands) {
                if (operand.test(evaluation)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** At least so many of them. */
    public static final class EvalAtLeast extends EvalNode {
        private final int count;
        private final EvalNode[] operands;

        public EvalAtLeast(int count, List<EvalNode> operands) {
            this.count = count;
            this.operands = operands.toArray(EvalNode[]::new);
        }

        @Override
        boolean test(Evaluation evaluation) {
            int missing = count;
            for (int i = 0; i < operands.length && missing > 0; i++) {
                missing -= operands[i].test(evaluation) ? 1 : 0;
            }
            return missing <= 0;
        }
    }

    /** The opposite. */
    public static final class EvalNot extends EvalNode {
        private final EvalNode operand;

        public EvalNot(EvalNode operand) {
            this.operand = operand;
        }

        @Override
        boolean test(Evaluation evaluation) {
            return !operand.test(evaluation);
        }
    }

    /** Whether a field passes a test: judged once an event, however many rules ask. */
    public static final class EvalPredicate extends EvalNode {
        private final int id;
        private final ValueSource field;
        private final PlannedTest test;

        public EvalPredicate(int id, ValueSource field, PlannedTest test) {
            this.id = id;
            this.field = field;
            this.test = test;
        }

        @Override
        boolean test(Evaluation evaluation) {
            if (evaluation.isKnown(id)) {
                return evaluation.known(id);
            }
            EventValue value = evaluation.value();
            boolean passes = field.any(evaluation, value, test.test())
                    || (test.orMissing() && !field.isPresent(evaluation, value));
            return evaluation.learn(id, passes);
        }
    }

    /** Whether any key or leaf of the event passes a test: judged once an event. */
    public static final class EvalKeyword extends EvalNode {
        private final int id;
        private final TextVisitor test;
        private final boolean fold;

        public EvalKeyword(int id, TextVisitor test, boolean fold) {
            this.id = id;
            this.test = test;
            this.fold = fold;
        }

        @Override
        boolean test(Evaluation evaluation) {
            return evaluation.isKnown(id)
                    ? evaluation.known(id)
                    : evaluation.learn(id, evaluation.anyText(true, fold, test));
        }
    }

    /** Whether any leaf of the event stands in a list: judged once an event. */
    public static final class EvalAnyInList extends EvalNode {
        private final int id;
        private final String list;

        public EvalAnyInList(int id, String list) {
            this.id = id;
            this.list = list;
        }

        @Override
        boolean test(Evaluation evaluation) {
            Lists lists = evaluation.lists();
            return evaluation.isKnown(id)
                    ? evaluation.known(id)
                    : evaluation.learn(
                            id, evaluation.anyText(false, false, text -> lists.contains(list, text.toString())));
        }
    }
}
