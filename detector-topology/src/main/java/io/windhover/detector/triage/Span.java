package io.windhover.detector.triage;

import io.windhover.schemas.Alert;
import io.windhover.schemas.Episode;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import java.time.Duration;
import java.time.Instant;

/**
 * From the earliest event of something to the latest.
 *
 * @param last not before {@code first}
 */
record Span(Instant first, Instant last) {
    /** Of the event that decided alone: unlike the evidence it does not depend on what came late. */
    static Span decided(Finding finding) {
        return new Span(finding.getEvidence().getTime(), finding.getEvidence().getTime());
    }

    /** Of the events that decided an episode's findings. */
    static Span decided(Episode episode) {
        return episode.getLastDecided().equals(Instant.EPOCH)
                ? of(episode.getAlert())
                : new Span(episode.getFirstDecided(), episode.getLastDecided());
    }

    /** Of the event that decided and of those related with it. */
    static Span of(Finding finding) {
        Instant first = finding.getEvidence().getTime();
        Instant last = first;
        for (Evidence related : finding.getRelated()) {
            first = earlier(first, related.getTime());
            last = later(last, related.getTime());
        }
        return new Span(first, last);
    }

    static Span of(Alert alert) {
        return new Span(alert.getFirstTime(), alert.getLastTime());
    }

    Span with(Span other) {
        return new Span(earlier(first, other.first), later(last, other.last));
    }

    Duration length() {
        return Duration.between(first, last);
    }

    /** Whether both overlap, or less than this lies between them. */
    boolean isNear(Span other, Duration gap) {
        return first.isBefore(other.last.plus(gap)) && last.isAfter(other.first.minus(gap));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
