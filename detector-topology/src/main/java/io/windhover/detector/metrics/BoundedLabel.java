package io.windhover.detector.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A label whose values come from outside. The first so many are told apart, and all that come later are
 * {@value #OTHER}: each value of a label is a time series of its own, for ever, and whoever can write an event must not be
 * able to fill the memory of everything that stores metrics. Thread-safe.
 */
public final class BoundedLabel {
    /** What the values are called that there is no room for. */
    public static final String OTHER = "other";

    private static final int LONGEST = 128;

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Makes a label of at most so many values beside {@value #OTHER}. */
    public BoundedLabel(int most) {
        this.most = most;
    }

    /** The value as the label has it. */
    public String of(String value) {
        String shown = value.length() <= LONGEST ? value : value.substring(0, LONGEST);
        if (known.contains(shown)) {
            return shown;
        }
        synchronized (known) {
            if (known.size() < most) {
                known.add(shown);
                return shown;
            }
        }
        return known.contains(shown) ? shown : OTHER;
    }
}
