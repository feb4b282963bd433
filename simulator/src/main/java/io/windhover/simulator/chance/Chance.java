package io.windhover.simulator.chance;

import java.util.List;

/**
 * Random numbers that are the same on every machine for the same seed: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014). Not thread-safe.
 *
 * <p>Everybody who acts has a stream of his own, made of the seed and a name, so that one more actor changes nothing of
 * what the others do.
 */
public final class Chance {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    /** The stream of a name. */
    public static Chance of(long seed, String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ (name.charAt(i) * GAMMA));
        }
        return new Chance(mix(hash + GAMMA));
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** 64 bits. */
    public long bits() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to below a bound. */
    public int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    /** From one number to another, both included. */
    public long between(long from, long to) {
        return from + (long) (unit() * (to - from + 1));
    }

    /** From 0 to below 1. */
    public double unit() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** True with a probability. */
    public boolean happens(double probability) {
        return unit() < probability;
    }

    /** One of a list, each as likely. */
    public <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** A time between two things that happen independently, whose mean is given; 1 at least. */
    public long gap(double mean) {
        return 1 + (long) (-StrictMath.log(1 - unit()) * mean);
    }

    /** Around a mean, normally distributed, three deviations off at most. */
    public double around(double mean, double deviation) {
        double normal = 0;
        for (int i = 0; i < 12; i++) {
            normal += unit();
        }
        return mean + Math.max(-3, Math.min(3, normal - 6)) * deviation;
    }

    /** So many characters of an alphabet. */
    public String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }

    /** So many hexadecimal digits. */
    public String hex(int length) {
        return text("0123456789abcdef", length);
    }

    /** A random UUID's text. */
    public String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-" + text("89ab", 1) + hex(3) + "-" + hex(12);
    }
}
