package io.windhover.cli.story;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Chance that falls the same way each time: {@link Random}'s algorithm is part of Java's specification. */
final class Chance {
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String MIXED_CASE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Between half and one and a half times as long. */
    Duration about(Duration mean) {
        long millis = mean.toMillis();
        return Duration.ofMillis(millis / 2 + (long) (random.nextDouble() * millis));
    }

    Random random() {
        return random;
    }

    /** A version 4 UUID. */
    String uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(0xC000L << 48)) | (0x8000L << 48);
        return new UUID(high, low).toString();
    }

    /** As S3 numbers its requests. */
    String capitals(int length) {
        return pick(LETTERS_AND_DIGITS, length);
    }

    /** As CloudTrail ends the names of its files. */
    String letters(int length) {
        return pick(MIXED_CASE, length);
    }

    private String pick(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }
}
