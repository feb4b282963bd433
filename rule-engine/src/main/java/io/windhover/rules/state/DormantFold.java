package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern.Dormant;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.util.List;

/**
 * A group comes back after it was not seen for long; counted in days.
 *
 * <p>Order and duplicates change only this: a return that is seen on both sides of midnight, and comes in the wrong order,
 * fires under the later day; and if the gap, or the expiry, ends with that very midnight, it may fire or not. State: 8
 * bytes.
 */
final class DormantFold implements Fold {
    private final int gapDays;
    private final int expireDays;

    DormantFold(Dormant pattern) {
        this.gapDays = Math.max(1, Days.in(pattern.gap()));
        // One that expires before the gap has passed could never fire.
        this.expireDays = Math.max(Days.in(pattern.expire()), gapDays);
    }

    @Override
    public boolean needsOnlyNovelties() {
        return true;
    }

    @Override
    public Outcome observe(byte[] before, Observation observation, long watermark) {
        if (observation.getKind() != ObservationKind.EVENT) {
            return Outcome.unchanged(before);
        }
        int day = Days.of(observation);
        if (Days.isExpired(before, day)) {
            return Outcome.quiet(write(day), Outcome.NEVER);
        }
        int last = new StateReader(before).count();
        if (day <= last) {
            return Outcome.unchanged(before);
        }
        boolean fires = day - last >= gapDays && !observation.getSilent();
        return Outcome.of(write(day), fires ? List.of(fired(observation, last, day)) : List.of());
    }

    private byte[] write(int day) {
        return new StateWriter(Days.expiry(day, expireDays)).number(day).toBytes();
    }

    private static Fired fired(Observation observation, int last, int day) {
        String gap = Days.words(day - last);
        return new Fired(
                "back after " + gap + ", last seen " + Days.date(last),
                observation.getEvidence(),
                List.of(),
                List.of(Shown.reason("last seen", Days.date(last)), Shown.reason("gap", gap)),
                observation.getGroup(),
                List.of(),
                observation.getCarried(),
                false,
                observation.getEvent());
    }
}
