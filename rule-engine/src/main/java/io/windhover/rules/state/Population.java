package io.windhover.rules.state;

/**
 * Who was seen of late, as two sets: of this period and of the one before. So whoever is seen at least once in a period
 * is in it, and whoever is seen no more is gone after one to two periods. Immutable.
 */
final class Population {
    /** Tells its states from those of {@link ValueMemory}. */
    private static final int KIND = 1;

    private final int periodDays;
    private final int period;
    private final LeastHashes current;
    private final LeastHashes previous;

    private Population(int periodDays, int period, LeastHashes current, LeastHashes previous) {
        this.periodDays = periodDays;
        this.period = period;
        this.current = current;
        this.previous = previous;
    }

    /** @param day of the observation: nobody is known if all has expired by then */
    static Population read(byte[] state, int periodDays, int day) {
        if (Days.isExpired(state, day)) {
            return new Population(periodDays, day / periodDays, LeastHashes.NONE, LeastHashes.NONE);
        }
        StateReader in = new StateReader(state);
        in.count();
        return new Population(periodDays, in.count(), LeastHashes.read(in), LeastHashes.read(in));
    }

    byte[] write() {
        int expires = (int) Math.min(Integer.MAX_VALUE, (period + 2L) * periodDays);
        StateWriter out = new StateWriter(expires).number(KIND).number(period);
        current.write(out);
        previous.write(out);
        return out.toBytes();
    }

    /** It as on a day on which somebody was seen; the very same where that changes nothing. */
    Population with(long member, int day) {
        int its = day / periodDays;
        if (its > period) {
            LeastHashes before = its == period + 1 ? current : LeastHashes.NONE;
            return new Population(periodDays, its, LeastHashes.NONE.with(member), before);
        }
        LeastHashes more = current.with(member);
        if (its == period && more != current) {
            return new Population(periodDays, period, more, previous);
        }
        LeastHashes moreBefore = previous.with(member);
        if (its == period - 1 && moreBefore != previous) {
            return new Population(periodDays, period, current, moreBefore);
        }
        return this;
    }

    /** Of both periods. */
    LeastHashes all() {
        return current.union(previous);
    }
}
