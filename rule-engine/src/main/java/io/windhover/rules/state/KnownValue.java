package io.windhover.rules.state;

/**
 * What is remembered of one value of a group: on which days it was seen first and last, on how many, and whether an
 * analyst's word is awaited. Mutable, for the time of one call.
 *
 * <p>The number of days is exact where sightings come in the order of days, or two neighbouring days are mixed: that is as
 * far as events within the grace can be apart. A day in the midst that comes later still is not counted, since it could
 * not be told from one that was.
 */
final class KnownValue {
    private static final int CUT = 1;
    private static final int PENDING = 2;
    private static final int DAY_BEFORE = 4;
    private static final int FLAG_BITS = 3;

    private final ValueName name;
    private int first;
    private int last;
    private int days;
    /** Whether it was seen on the day before the last one. */
    private boolean dayBefore;

    private boolean pending;

    private KnownValue(ValueName name, int first, int last, int days, boolean dayBefore, boolean pending) {
        this.name = name;
        this.first = first;
        this.last = last;
        this.days = days;
        this.dayBefore = dayBefore;
        this.pending = pending;
    }

    /** One that was seen on a day. */
    static KnownValue seen(ValueName name, int day, boolean pending) {
        return new KnownValue(name, day, day, 1, false, pending);
    }

    /** Takes a sighting; returns whether it is one that was not counted. */
    boolean see(int day) {
        if (day > last) {
            dayBefore = day == last + 1;
            last = day;
        } else if (day == last - 1 && !dayBefore) {
            dayBefore = true;
            first = Math.min(first, day);
        } else if (day < first) {
            first = day;
        } else {
            return false;
        }
        days++;
        return true;
    }

    ValueName name() {
        return name;
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** On how many days it was seen. */
    int days() {
        return days;
    }

    /** Whether it raised an alert and nobody said yet that it is usual. */
    boolean isPending() {
        return pending;
    }

    void accept() {
        pending = false;
    }

    /** @param newest the newest day of the group */
    void write(StateWriter out, int newest) {
        int flags = (name.isCut() ? CUT : 0) | (pending ? PENDING : 0) | (dayBefore ? DAY_BEFORE : 0);
        out.number((long) days << FLAG_BITS | flags).number(newest - last).number(last - first);
        name.write(out);
    }

    static KnownValue read(StateReader in, int newest) {
        int head = in.count();
        int last = newest - in.count();
        int first = last - in.count();
        ValueName name = ValueName.read(in, (head & CUT) != 0);
        return new KnownValue(name, first, last, head >>> FLAG_BITS, (head & DAY_BEFORE) != 0, (head & PENDING) != 0);
    }
}
