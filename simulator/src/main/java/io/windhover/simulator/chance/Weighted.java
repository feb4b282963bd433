package io.windhover.simulator.chance;

import java.util.ArrayList;
import java.util.List;

/** Values of which some come more often than others. Not thread-safe while it is being filled. */
public final class Weighted<T> {
    private final List<T> values = new ArrayList<>();
    private final List<Double> upTo = new ArrayList<>();
    private double total;

    /** One more value; its weight only counts beside the others'. */
    public Weighted<T> add(double weight, T value) {
        total += weight;
        values.add(value);
        upTo.add(total);
        return this;
    }

    /** One of them. */
    public T pick(Chance chance) {
        double place = chance.unit() * total;
        int index = 0;
        while (index < values.size() - 1 && upTo.get(index) <= place) {
            index++;
        }
        return values.get(index);
    }
}
