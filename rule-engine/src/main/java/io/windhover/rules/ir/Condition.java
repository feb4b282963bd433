package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import java.util.List;

/**
 * When a rule matches. A tree; {@link #shape} writes it without names and positions, so that two trees of one shape
 * match the same events.
 */
public sealed interface Condition {
    /** Appends what the condition means, in a stable notation: the rule's state hash is made of it. */
    void shape(StringBuilder out);

    /** The conditions that it is made of; none of a leaf. */
    List<Condition> parts();

    /** All of them; true when empty. */
    record And(List<Condition> operands) implements Condition {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public List<Condition> parts() {
            return operands;
        }

        @Override
        public void shape(StringBuilder out) {
            list("and", operands, out);
        }
    }

    /** Any of them; false when empty. */
    record Or(List<Condition> operands) implements Condition {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public List<Condition> parts() {
            return operands;
        }

        @Override
        public void shape(StringBuilder out) {
            list("or", operands, out);
        }
    }

    /** At least so many of them. */
    record AtLeast(int count, List<Condition> operands) implements Condition {
        public AtLeast {
            operands = List.copyOf(operands);
        }

        @Override
        public List<Condition> parts() {
            return operands;
        }

        @Override
        public void shape(StringBuilder out) {
            list(count + "of", operands, out);
        }
    }

    /** The opposite. */
    record Not(Condition operand) implements Condition {
        @Override
        public List<Condition> parts() {
            return List.of(operand);
        }

        @Override
        public void shape(StringBuilder out) {
            list("not", List.of(operand), out);
        }
    }

    /** A condition that its author gave a name. */
    record Named(String name, Condition condition) implements Condition {
        @Override
        public List<Condition> parts() {
            return List.of(condition);
        }

        @Override
        public void shape(StringBuilder out) {
            condition.shape(out);
        }
    }

    /** Whether a field's values pass a test. */
    record Predicate(Field field, Test test, Position position) implements Condition {
        @Override
        public List<Condition> parts() {
            return List.of();
        }

        @Override
        public void shape(StringBuilder out) {
            out.append('(').append(field).append(' ').append(test).append(')');
        }
    }

    /** Whether any key or leaf of the whole event passes a test. */
    record Keyword(Test test, Position position) implements Condition {
        @Override
        public List<Condition> parts() {
            return List.of();
        }

        @Override
        public void shape(StringBuilder out) {
            out.append("(any ").append(test).append(')');
        }
    }

    private static void list(String name, List<Condition> operands, StringBuilder out) {
        out.append('(').append(name);
        for (Condition operand : operands) {
            out.append(' ');
            operand.shape(out);
        }
        out.append(')');
    }
}
