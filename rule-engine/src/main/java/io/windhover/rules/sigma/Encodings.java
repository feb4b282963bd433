package io.windhover.rules.sigma;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that {@code base64}, {@code base64offset} and {@code windash} make of a text. */
final class Encodings {
    /** How many texts one value may become. */
    static final int MOST = 3125;

    private static final Pattern DASH = Pattern.compile("\\B[-/]\\b");
    /** Hyphen, slash, en dash, em dash, horizontal bar: what Windows' command lines accept before an option. */
    private static final List<String> DASHES = List.of("-", "/", "\u2013", "\u2014", "\u2015");

    private static final int[] FIRST = {0, 2, 3};
    private static final int[] CUT_AT_END = {0, 3, 2};

    private Encodings() {}

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What the bytes look like inside base64 text at each of the three offsets, without the characters that neighbours shape. */
    static List<String> base64Offsets(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String text = new String(Base64.getEncoder().encode(shifted), StandardCharsets.US_ASCII);
            int end = text.length() - CUT_AT_END[shifted.length % 3];
            texts.add(text.substring(Math.min(FIRST[offset], end), end));
        }
        return texts;
    }

    /** The text with each dash before a word as each kind of dash; more than {@link #MOST} where that is exceeded. */
    static Set<String> dashes(String text) {
        Set<String> texts = new LinkedHashSet<>(Set.of(""));
        Matcher matcher = DASH.matcher(text);
        int copied = 0;
        while (matcher.find() && texts.size() <= MOST) {
            String between = text.substring(copied, matcher.start());
            texts = appended(texts, DASHES.stream().map(between::concat).toList());
            copied = matcher.end();
        }
        return appended(texts, List.of(text.substring(copied)));
    }

    private static Set<String> appended(Set<String> texts, List<String> ends) {
        Set<String> longer = new LinkedHashSet<>();
        for (String text : texts) {
            for (String end : ends) {
                longer.add(text + end);
            }
        }
        return longer;
    }
}
