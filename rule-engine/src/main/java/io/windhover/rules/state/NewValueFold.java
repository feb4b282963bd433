package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern.NewValue;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group shows a value that it has not shown before.
 *
 * <p>All is counted in days: that a value was seen on a day is a fact that no second sighting and no other order changes.
 * A group is judged on a day by what it showed on the days before. So order and duplicates change what fires only here:
 * <ul>
 *   <li>of a group that learns nothing, the value that comes first is the one that is taken for usual;
 *   <li>a new value that is seen on both sides of midnight, and comes in the wrong order, fires under the later day; and a
 *       group whose learning ends, or a value that expires, with that midnight, may have one firing more or less;
 *   <li>when a group shows more new values than there is room for, those fire that come before it is full;
 *   <li>an analyst's word counts from when it comes.
 * </ul>
 *
 * <p>State: about 15 bytes, and for each value 4 to 6 bytes and its text, or 24 characters and 8 bytes of a longer one.
 */
final class NewValueFold implements Fold {
    private final NewValue pattern;
    private final int expireDays;

    NewValueFold(NewValue pattern) {
        this.pattern = pattern;
        this.expireDays = Days.in(pattern.expire());
    }

    @Override
    public boolean needsOnlyNovelties() {
        return true;
    }

    @Override
    public Outcome observe(byte[] before, Observation observation, long watermark) {
        List<String> values = Shown.values(observation);
        if (observation.getKind() == ObservationKind.WATERMARK || values.isEmpty() || values.contains("")) {
            return Outcome.unchanged(before);
        }
        int day = Days.of(observation);
        ValueName name = ValueName.of(values);
        ValueMemory memory = read(before, day);
        if (observation.getKind() == ObservationKind.ACCEPTED) {
            memory.accept(name, day);
            return Outcome.quiet(memory.isChanged() ? memory.write() : before, Outcome.NEVER);
        }
        boolean mayFire = !observation.getSilent()
                && memory.hasLearned(pattern.learning(), day)
                && !memory.isWide(day)
                && !memory.isEmpty(day);
        Sighting sighting = new Sighting(observation, values, day, memory.usual(day), memory.sightings());
        KnownValue known = memory.find(name, day);
        boolean fires = known == null
                ? memory.learn(name, day, mayFire && !pattern.learnFromAlerts()) && mayFire
                : see(memory, known, sighting) && mayFire;
        if (!memory.isChanged()) {
            return Outcome.unchanged(before);
        }
        return Outcome.of(memory.write(), fires ? List.of(fired(sighting, memory, known)) : List.of());
    }

    /** Whether a sighting of a known value is worth an alert. */
    private static boolean see(ValueMemory memory, KnownValue known, Sighting sighting) {
        if (!known.isPending()) {
            memory.see(known, sighting.day());
            return false;
        }
        // History does not count as a day on which it fired, or it could keep one from firing.
        return !sighting.observation().getSilent() && memory.see(known, sighting.day());
    }

    @Override
    public Progress progress(byte[] state, long today) {
        int day = Math.toIntExact(today);
        ValueMemory memory = read(state, day);
        if (memory.isWide(day)) {
            return Progress.WIDE;
        }
        return !memory.isEmpty(day) && memory.hasLearned(pattern.learning(), day) ? Progress.JUDGED : Progress.LEARNING;
    }

    private ValueMemory read(byte[] state, int day) {
        return ValueMemory.read(state, expireDays, pattern.maxValues(), day);
    }

    /**
     * An observation, and what was usual before it.
     *
     * @param sightings before it
     */
    private record Sighting(Observation observation, List<String> values, int day, String usual, long sightings) {}

    private static Fired fired(Sighting sighting, ValueMemory memory, @Nullable KnownValue pending) {
        String usual = sighting.usual().isEmpty() ? "nothing" : sighting.usual();
        int knownFor = memory.knownFor(sighting.day());
        String since = knownFor == 0 ? "" : " in " + Days.words(knownFor);
        String what = pending == null ? "first " : "not accepted yet: ";
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Shown.reason("new value", String.join(" / ", sighting.values())));
        if (pending != null) {
            reasons.add(Shown.reason("alerted since", Days.date(pending.first())));
        }
        reasons.add(Shown.reason("usual", usual));
        reasons.add(Shown.reason("known for", Days.words(knownFor)));
        reasons.add(Shown.reason("sightings", String.valueOf(sighting.sightings())));
        return new Fired(
                what + Shown.tuple(sighting.values()) + (pending == null ? since : "") + ", usual: " + usual,
                sighting.observation().getEvidence(),
                List.of(),
                reasons,
                sighting.observation().getGroup(),
                sighting.values(),
                sighting.observation().getCarried(),
                false,
                sighting.observation().getEvent());
    }
}
