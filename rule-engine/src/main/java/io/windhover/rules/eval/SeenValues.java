package io.windhover.rules.eval;

import io.windhover.rules.json.JsonType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers, for an explanation, the value that passed a test or some that did not. */
final class SeenValues implements ValueTest {
    private static final int MOST = 3;
    private static final int LONGEST = 200;

    private final ValueTest test;
    private final List<String> failed = new ArrayList<>();
    private @Nullable String passed;

    SeenValues(ValueTest test) {
        this.test = test;
    }

    @Override
    public boolean test(EventValue value, Evaluation evaluation) {
        // Shown before the test runs: a test may read the value to pieces.
        String text = value.type() == JsonType.NULL ? "null" : value.string();
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        boolean array = value.type() == JsonType.ARRAY;
        if (test.test(value, evaluation)) {
            passed = shown;
            // A member of the array says more, if one passes by itself.
            return !array;
        }
        if (!array && failed.size() < MOST) {
            failed.add(shown);
        }
        return false;
    }

    String decisive() {
        if (passed != null) {
            return passed;
        }
        return failed.isEmpty() ? "(missing)" : String.join(", ", failed);
    }
}
