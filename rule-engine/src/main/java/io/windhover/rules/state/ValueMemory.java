package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern.Learning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that a group has shown. Mutable, for the time of one call.
 *
 * <p>A value that was not seen for the expiry counts no more; it is kept for one day longer, for those that come in the
 * wrong order around midnight. Of more values than may be kept, the most recently seen stay, and the group is wide: as
 * long as a value that had to go would have counted.
 */
final class ValueMemory {
    /** Tells its states from those of {@link Population}. */
    private static final int KIND = 0;

    private static final int MOST_SHOWN = 5;
    private static final int NEVER_WIDE = Integer.MIN_VALUE;

    private final int expireDays;
    private final int mostValues;
    private final Map<ValueName, KnownValue> values = new HashMap<>();
    private int first;
    private int newest;
    private long sightings;
    private int onNewest;
    private int onDayBefore;
    private int wideDay = NEVER_WIDE;
    private boolean changed;

    private ValueMemory(int expireDays, int mostValues, int day) {
        this.expireDays = expireDays;
        this.mostValues = mostValues;
        this.first = day;
        this.newest = day;
    }

    /** @param day of the observation: nothing is known if all of it has expired by then */
    static ValueMemory read(byte[] state, int expireDays, int mostValues, int day) {
        ValueMemory memory = new ValueMemory(expireDays, mostValues, day);
        if (Days.isExpired(state, day)) {
            memory.changed = true;
            return memory;
        }
        memory.read(new StateReader(state));
        if (day < memory.first && !memory.isForgotten(day)) {
            memory.first = day;
            memory.changed = true;
        }
        return memory;
    }

    private void read(StateReader in) {
        in.count();
        first = in.count();
        newest = first + in.count();
        sightings = in.number();
        onNewest = in.count();
        onDayBefore = in.count();
        int wideSince = in.count();
        wideDay = wideSince == 0 ? NEVER_WIDE : first + wideSince - 1;
        for (int i = in.count(); i > 0; i--) {
            KnownValue value = KnownValue.read(in, newest);
            values.put(value.name(), value);
        }
    }

    byte[] write() {
        StateWriter out = new StateWriter(Days.expiry(newest, expireDays));
        out.number(KIND)
                .number(first)
                .number(newest - first)
                .number(sightings)
                .number(onNewest)
                .number(onDayBefore)
                .number(wideDay == NEVER_WIDE ? 0 : wideDay - first + 1)
                .number(values.size());
        values.values().stream()
                .sorted(Comparator.comparing(KnownValue::name, ValueName.ORDER))
                .forEach(value -> value.write(out, newest));
        return out.toBytes();
    }

    /** Whether a state is one of these. */
    static boolean isMemory(byte[] state) {
        return state.length > 0 && new StateReader(state).count() == KIND;
    }

    /** Whether it differs from what was read. */
    boolean isChanged() {
        return changed;
    }

    /** A value, if it still counts on a day. */
    @Nullable
    KnownValue find(ValueName name, int day) {
        KnownValue value = values.get(name);
        return value == null || day - value.last() > expireDays ? null : value;
    }

    /** Takes a further sighting of a value; returns whether it was the first of its day. */
    boolean see(KnownValue value, int day) {
        if (isForgotten(day) || !value.see(day)) {
            return false;
        }
        count(day);
        return true;
    }

    /** Takes the first sighting of a value; returns whether there is room for it, so that the group is not wide. */
    boolean learn(ValueName name, int day, boolean pending) {
        values.remove(name);
        forgetExpired(day);
        if (isForgotten(day)) {
            return !isWide(day);
        }
        if (values.size() >= mostValues) {
            if (wideDay >= day) {
                return false;
            }
            wideDay = day;
            values.remove(leastRecent());
        }
        values.put(name, KnownValue.seen(name, day, pending));
        count(day);
        return !isWide(day);
    }

    /**
     * Whether a day is so long ago that what was seen on it has expired: an event from 1970 does not end the learning. It is
     * the bound of {@link Days#isExpired}, so that it does not matter which of the two days comes first.
     */
    private boolean isForgotten(int day) {
        return newest - day > expireDays + 1;
    }

    /** Makes a value usual, as if it had been seen on a day. */
    void accept(ValueName name, int day) {
        KnownValue value = find(name, day);
        if (value == null) {
            learn(name, day, false);
        } else if (value.isPending()) {
            value.accept();
            changed = true;
        }
    }

    private ValueName leastRecent() {
        return values.values().stream()
                .min(Comparator.comparingInt(KnownValue::last).thenComparing(KnownValue::name, ValueName.ORDER))
                .orElseThrow()
                .name();
    }

    private void forgetExpired(int day) {
        int today = Math.max(newest, day);
        values.values().removeIf(value -> today - value.last() > expireDays + 1);
    }

    private void count(int day) {
        changed = true;
        sightings++;
        if (day > newest) {
            onDayBefore = day == newest + 1 ? onNewest : 0;
            onNewest = 1;
            newest = day;
        } else if (day == newest) {
            onNewest++;
        } else if (day == newest - 1) {
            onDayBefore++;
        }
    }

    /** Whether the group may be judged on a day, by what it showed on the days before. */
    boolean hasLearned(Learning learning, int day) {
        return day - first >= Days.in(learning.period()) && sightingsBefore(day) >= learning.minEvents();
    }

    /** So that what comes first on one day does not matter. */
    private long sightingsBefore(int day) {
        if (day > newest) {
            return sightings;
        }
        return day == newest ? sightings - onNewest : sightings - onNewest - onDayBefore;
    }

    boolean isWide(int day) {
        return wideDay != NEVER_WIDE && day - wideDay <= expireDays;
    }

    boolean isEmpty(int day) {
        return values.values().stream().allMatch(value -> day - value.last() > expireDays);
    }

    /** Days since the group was first seen. */
    int knownFor(int day) {
        return day - first;
    }

    /** One a value and day. */
    long sightings() {
        return sightings;
    }

    /** The values seen on most days, each with their number; those that await an analyst's word are not usual. */
    String usual(int day) {
        List<KnownValue> usual = new ArrayList<>(values.values());
        usual.removeIf(value -> value.isPending() || day - value.last() > expireDays);
        usual.sort(Comparator.comparingInt(KnownValue::days)
                .thenComparingInt(KnownValue::last)
                .reversed()
                .thenComparing(KnownValue::name, ValueName.ORDER));
        String shown = usual.stream()
                .limit(MOST_SHOWN)
                .map(value -> value.name().shown() + " (" + Days.words(value.days()) + ")")
                .collect(Collectors.joining(", "));
        int more = usual.size() - MOST_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
