package io.windhover.detector.triage;

import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Episode;
import io.windhover.schemas.Verdict;

/** What analysts' decisions mean for an alert. */
final class Dispositions {
    private Dispositions() {}

    /** Whether an alert is done with and was found to be harmless: nothing more is told of it. */
    static boolean isSettled(AlertStatus status, Verdict verdict) {
        boolean closed =
                status == AlertStatus.RESOLVED || status == AlertStatus.SUPPRESSED || status == AlertStatus.ARCHIVED;
        return closed && isHarmless(verdict);
    }

    static boolean isSettled(Episode episode) {
        return isSettled(episode.getAlert().getStatus(), episode.getAlert().getVerdict());
    }

    static boolean isHarmless(Verdict verdict) {
        return verdict == Verdict.FALSE_POSITIVE || verdict == Verdict.BENIGN;
    }
}
