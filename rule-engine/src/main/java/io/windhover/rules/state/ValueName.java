package io.windhover.rules.state;

import java.util.Comparator;
import java.util.List;

/**
 * A tuple of values as it is remembered: its text if that is short, else how it begins, and a hash that tells it apart.
 *
 * @param text of at most {@link #LONGEST} characters; a line feed between the values
 * @param hash of the whole tuple; 0 where the text says it all
 */
record ValueName(String text, long hash, boolean isCut) {
    static final int LONGEST = 24;

    static final Comparator<ValueName> ORDER =
            Comparator.comparing(ValueName::text).thenComparingLong(ValueName::hash);

    private static final String BETWEEN = "\n";

    static ValueName of(List<String> values) {
        String joined = String.join(BETWEEN, values);
        // Else ("a\nb", "c") would be taken for ("a", "b\nc").
        boolean isClear = values.stream().noneMatch(value -> value.contains(BETWEEN));
        return isClear && joined.length() <= LONGEST
                ? new ValueName(joined, 0, false)
                : new ValueName(Shown.cut(joined, LONGEST), Hash.of(values), true);
    }

    String shown() {
        String all = text.replace(BETWEEN, " / ") + (isCut ? "…" : "");
        return Shown.line(all, 2 * LONGEST);
    }

    void write(StateWriter out) {
        out.text(text);
        if (isCut) {
            out.hash(hash);
        }
    }

    static ValueName read(StateReader in, boolean isCut) {
        return new ValueName(in.text(), isCut ? in.hash() : 0, isCut);
    }
}
