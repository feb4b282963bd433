package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One observation that is counted.
 *
 * @param time event time in milliseconds
 * @param event hash of the event's uid
 * @param evidence what is shown of it; null of one that is too old to be shown
 */
record Hit(long time, long event, boolean silent, @Nullable Evidence evidence, Map<String, String> carried) {
    /** An order that does not depend on what came first. */
    static final Comparator<Hit> ORDER = Comparator.comparingLong(Hit::time).thenComparingLong(Hit::event);

    private static final int SILENT = 1;
    private static final int SHOWN = 2;

    static Hit of(Observation observation) {
        Evidence evidence = observation.getEvidence();
        return new Hit(
                evidence.getTime().toEpochMilli(),
                Hash.of(evidence.getUid()),
                observation.getSilent(),
                evidence,
                observation.getCarried());
    }

    Hit withoutEvidence() {
        return new Hit(time, event, silent, null, Map.of());
    }

    void write(StateWriter out, long before, EvidenceList list) {
        out.number(time - before).hash(event).number((silent ? SILENT : 0) | (evidence == null ? 0 : SHOWN));
        if (evidence != null) {
            list.write(out, evidence, carried);
        }
    }

    static Hit read(StateReader in, long before, EvidenceList list) {
        long time = before + in.number();
        long event = in.hash();
        int flags = in.count();
        boolean silent = (flags & SILENT) != 0;
        return (flags & SHOWN) == 0
                ? new Hit(time, event, silent, null, Map.of())
                : new Hit(time, event, silent, list.read(in), EvidenceList.readCarried(in));
    }
}
