package io.windhover.rules.eval;

import io.windhover.rules.json.TextVisitor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A condition planned for one log source. Immutable; what changes from event to event is in the {@link Evaluation}. */
public abstract sealed class EvalNode {
    /** Every key and leaf of an event is looked at. */
    private static final int WHOLE_EVENT = 200;

    abstract boolean test(Evaluation evaluation);

    abstract Explanation explain(Evaluation evaluation);

    /** What a test may cost, in comparisons of one text, about. */
    abstract int cost();

    /** So that the dear ones are asked only where the others leave it open; of the same cost in the author's order. */
    private static EvalNode[] cheapestFirst(EvalNode[] operands) {
        EvalNode[] sorted = operands.clone();
        Arrays.sort(sorted, Comparator.comparingInt(EvalNode::cost));
        return sorted;
    }

    /** However many cheap ones there are, together they cost less than one that is dear. */
    private static int costOf(EvalNode[] operands) {
        int most = Arrays.stream(operands).mapToInt(EvalNode::cost).max().orElse(0);
        int sum = Arrays.stream(operands).mapToInt(EvalNode::cost).sum();
        return most < PlannedTest.DEAR ? Math.min(sum, PlannedTest.DEAR - 1) : sum;
    }

    private static List<Explanation> explained(EvalNode[] operands, Evaluation evaluation) {
        return Arrays.stream(operands)
                .map(operand -> operand.explain(evaluation))
                .toList();
    }

    /** All of them. */
    public static final class EvalAnd extends EvalNode {
        private final EvalNode[] operands;
        private final EvalNode[] cheapestFirst;

        public EvalAnd(List<EvalNode> operands) {
            this.operands = operands.toArray(EvalNode[]::new);
            this.cheapestFirst = cheapestFirst(this.operands);
        }

        @Override
        boolean test(Evaluation evaluation) {
            for (EvalNode operand : cheapestFirst) {
                if (!operand.test(evaluation)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        int cost() {
            return costOf(operands);
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            return Explanation.of("and", test(evaluation), explained(operands, evaluation));
        }
    }

    /** Any of them. */
    public static final class EvalOr extends EvalNode {
        private final EvalNode[] operands;
        private final EvalNode[] cheapestFirst;

        public EvalOr(List<EvalNode> operands) {
            this.operands = operands.toArray(EvalNode[]::new);
            this.cheapestFirst = cheapestFirst(this.operands);
        }

        @Override
        boolean test(Evaluation evaluation) {
            for (EvalNode operand : cheapestFirst) {
                if (operand.test(evaluation)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        int cost() {
            return costOf(operands);
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            return Explanation.of("or", test(evaluation), explained(operands, evaluation));
        }
    }

    /** At least so many of them. */
    public static final class EvalAtLeast extends EvalNode {
        private final int count;
        private final EvalNode[] operands;
        private final EvalNode[] cheapestFirst;

        public EvalAtLeast(int count, List<EvalNode> operands) {
            this.count = count;
            this.operands = operands.toArray(EvalNode[]::new);
            this.cheapestFirst = cheapestFirst(this.operands);
        }

        @Override
        boolean test(Evaluation evaluation) {
            int missing = count;
            for (int i = 0; i < cheapestFirst.length && missing > 0; i++) {
                missing -= cheapestFirst[i].test(evaluation) ? 1 : 0;
            }
            return missing <= 0;
        }

        @Override
        int cost() {
            return costOf(operands);
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            return Explanation.of(count + " of", test(evaluation), explained(operands, evaluation));
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

        @Override
        int cost() {
            return operand.cost();
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            return Explanation.of("not", test(evaluation), List.of(operand.explain(evaluation)));
        }
    }

    /** A condition that its author gave a name. */
    public static final class EvalNamed extends EvalNode {
        private final String name;
        private final EvalNode operand;

        public EvalNamed(String name, EvalNode operand) {
            this.name = name;
            this.operand = operand;
        }

        @Override
        boolean test(Evaluation evaluation) {
            return operand.test(evaluation);
        }

        @Override
        int cost() {
            return operand.cost();
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            return Explanation.of(name, test(evaluation), List.of(operand.explain(evaluation)));
        }
    }

    /** Something asked of the event: judged once an event, however many rules ask. */
    abstract static sealed class EvalQuestion extends EvalNode {
        private final int id;
        final Object question;

        /**
         * Makes a question.
         *
         * @param id numbers the questions of a partition from 0
         * @param question what is asked, for explanations
         */
        EvalQuestion(int id, Object question) {
            this.id = id;
            this.question = question;
        }

        abstract boolean judge(Evaluation evaluation);

        @Override
        final boolean test(Evaluation evaluation) {
            return evaluation.isKnown(id) ? evaluation.known(id) : evaluation.learn(id, judge(evaluation));
        }
    }

    /** Whether a field passes a test. */
    public static final class EvalPredicate extends EvalQuestion {
        private final ValueSource field;
        private final PlannedTest test;

        public EvalPredicate(int id, Object question, ValueSource field, PlannedTest test) {
            super(id, question);
            this.field = field;
            this.test = test;
        }

        @Override
        boolean judge(Evaluation evaluation) {
            EventValue value = evaluation.value();
            return field.any(evaluation, value, test.test())
                    || (test.orMissing() && !field.isPresent(evaluation, value));
        }

        @Override
        int cost() {
            return test.cost();
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            SeenValues seen = new SeenValues(test.test());
            boolean holds = test(evaluation);
            field.any(evaluation, evaluation.value(), seen);
            return Explanation.of(question.toString(), holds, seen.decisive());
        }
    }

    /** Whether any key or leaf of the event passes a test. */
    public static final class EvalKeyword extends EvalQuestion {
        private static final int LONGEST = 200;

        private final TextVisitor test;
        private final boolean fold;

        public EvalKeyword(int id, Object question, TextVisitor test, boolean fold) {
            super(id, question);
            this.test = test;
            this.fold = fold;
        }

        @Override
        boolean judge(Evaluation evaluation) {
            return evaluation.anyText(true, fold, test);
        }

        @Override
        int cost() {
            return WHOLE_EVENT;
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            StringBuilder passed = new StringBuilder();
            boolean any = evaluation.anyText(true, fold, text -> {
                boolean passes = test.visit(text);
                if (passes) {
                    String whole = text.toString();
                    passed.append(whole, 0, Math.min(whole.length(), LONGEST));
                }
                return passes;
            });
            return Explanation.of(question.toString(), any, any ? passed.toString() : "(nowhere)");
        }
    }

    /** Whether any leaf of the event stands in a list. */
    public static final class EvalAnyInList extends EvalQuestion {
        private final String list;

        public EvalAnyInList(int id, Object question, String list) {
            super(id, question);
            this.list = list;
        }

        @Override
        boolean judge(Evaluation evaluation) {
            return evaluation.anyText(false, true, evaluation.listedIn(list));
        }

        @Override
        int cost() {
            return WHOLE_EVENT;
        }

        @Override
        Explanation explain(Evaluation evaluation) {
            boolean any = test(evaluation);
            return Explanation.of(question.toString(), any, any ? "(a value of the event)" : "(nowhere)");
        }
    }
}
