package io.windhover.cli.demo;

import java.util.Arrays;

/** Milliseconds, for percentiles by nearest rank. */
final class Latencies {
    private long[] values = new long[64];
    private int count;

    void add(long millis) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = millis;
    }

    int count() {
        return count;
    }

    /**
     * The smallest value that at least so many percent do not exceed.
     *
     * @param percent above 0, at most 100; there must be a value
     */
    long percentile(double percent) {
        Arrays.sort(values, 0, count);
        return values[(int) Math.ceil(percent / 100 * count) - 1];
    }
}
