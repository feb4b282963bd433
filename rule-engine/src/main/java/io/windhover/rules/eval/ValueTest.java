package io.windhover.rules.eval;

/** Looks at one value of a field; keeps nothing of it. Shared by threads, so what it needs to remember is in the evaluation. */
interface ValueTest {
    boolean test(EventValue value, Evaluation evaluation);
}
