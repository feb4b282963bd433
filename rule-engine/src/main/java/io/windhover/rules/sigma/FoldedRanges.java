package io.windhover.rules.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds, in an expression that ignores case, characters that RE2/J 1.8 would look for other cases of without an end:
 * those whose cases, by this Java's newer Unicode, do not lead back to them and that its own tables do not know.
 */
final class FoldedRanges {
    private static final int FIRST = 0x1C80;

    /** Characters of this kind that RE2/J's tables do know. */
    private static final List<Integer> KNOWN = List.of(0x1E9B, 0x1E9E, 0x1FBE, 0x2126, 0x212A, 0x212B);

    private static final Pattern INLINE_FLAG = Pattern.compile("\\(\\?[a-zA-Z]*i");

    /** A character, by itself or by its number, and perhaps a dash behind it. */
    private static final Pattern CHARACTER =
            Pattern.compile("(?:\\\\x\\{([0-9a-fA-F]{1,6})}|\\\\x([0-9a-fA-F]{2})|\\\\?(.))(-?)", Pattern.DOTALL);

    private FoldedRanges() {}

    static boolean isEndless(String expression, boolean ignoreCase) {
        if (!ignoreCase && !INLINE_FLAG.matcher(expression).find()) {
            return false;
        }
        List<Integer> characters = new ArrayList<>();
        int from = -1;
        Matcher matcher = CHARACTER.matcher(expression);
        while (matcher.lookingAt()) {
            int character = character(matcher);
            characters.add(character);
            // A dash outside of a class makes no range: to take it for one refuses what nobody writes.
            if (from >= 0 && from < character && anyEndless(from, character)) {
                return true;
            }
            from = matcher.group(4).isEmpty() ? -1 : character;
            matcher.region(matcher.end(), expression.length());
        }
        return characters.stream().anyMatch(FoldedRanges::isEndless);
    }

    private static int character(Matcher matcher) {
        String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return number == null
                ? matcher.group(3).codePointAt(0)
                : Math.min(Character.MAX_CODE_POINT, Integer.parseInt(number, 16));
    }

    private static boolean anyEndless(int from, int to) {
        for (int c = Math.max(from, FIRST); c <= to; c++) {
            if (isEndless(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEndless(int character) {
        if (character < FIRST || KNOWN.contains(character)) {
            return false;
        }
        int other = next(character);
        for (int steps = 0; steps < 8 && other != character; steps++) {
            other = next(other);
        }
        return other != character;
    }

    private static int next(int character) {
        int lower = Character.toLowerCase(character);
        return lower == character ? Character.toUpperCase(character) : lower;
    }
}
