package io.windhover.benchmarks.deployment;

import java.util.ArrayList;
import java.util.List;

/** How fast a count grew, from what it was at times that somebody looked. Between two looks it is taken to grow evenly. */
final class Rates {
    private record Look(long nanos, long count) {}

    private final List<Look> looks = new ArrayList<>();

    /**
     * Takes a look.
     *
     * @param nanos of one clock, later than that of the look before
     * @param count not less than at the look before
     */
    void add(long nanos, long count) {
        looks.add(new Look(nanos, count));
    }

    /** Counts a second between two shares of the whole, each 0 to 1; 0 where nothing is known. */
    double between(double from, double to) {
        if (looks.size() < 2) {
            return 0;
        }
        long whole = looks.get(looks.size() - 1).count();
        long first = looks.get(0).count();
        double begin = first + from * (whole - first);
        double end = first + to * (whole - first);
        double seconds = (timeOf(end) - timeOf(begin)) / 1e9;
        return seconds <= 0 ? 0 : (end - begin) / seconds;
    }

    /** The rate of each of so many equal parts of the whole. */
    List<Double> parts(int parts) {
        List<Double> rates = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            rates.add(between((double) part / parts, (part + 1.0) / parts));
        }
        return rates;
    }

    /** When the count was reached, in nanoseconds: at the earliest, so that standing still counts to what follows. */
    private double timeOf(double count) {
        Look before = looks.get(0);
        for (Look look : looks) {
            if (look.count() >= count) {
                long grown = look.count() - before.count();
                double share = grown == 0 ? 0 : (count - before.count()) / grown;
                return before.nanos() + share * (look.nanos() - before.nanos());
            }
            before = look;
        }
        return before.nanos();
    }
}
