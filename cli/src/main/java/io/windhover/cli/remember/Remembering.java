package io.windhover.cli.remember;

import io.windhover.cli.events.ReadEvent;
import io.windhover.connect.read.Place;
import io.windhover.detector.match.Summary;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleSet;
import io.windhover.rules.StatefulRun;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Runs the rules that remember over the events of files, in the order in which they are read. The watermark is the latest
 * event time so far less the grace; what is due by the latest event's own time is judged at the end.
 */
public final class Remembering {
    private static final Duration MOST_FUTURE = Duration.ofMinutes(5);

    /** What an evidence's partition means here: the offset counts lines, or records. */
    private static final int LINE = 0;

    private static final int RECORD = 1;

    private final StatefulRun run;
    private final boolean isIdle;
    private final long grace;
    private final long future;
    private long latest = Long.MIN_VALUE;
    private long late;

    /**
     * Begins with nothing remembered.
     *
     * @param now later times of events, by more than a few minutes, are mistakes and move no watermark
     * @param sink receives the findings
     */
    public Remembering(RuleSet rules, Duration grace, Instant now, Consumer<Finding> sink) {
        this.run = new StatefulRun(rules, sink);
        this.isIdle = rules.stateful().isEmpty();
        this.grace = grace.toMillis();
        this.future = now.plus(MOST_FUTURE).toEpochMilli();
    }

    /** Tells a rule of an event; one of a log whose times are not known cannot be remembered, and is not told. */
    public void observe(ObservedMatch observed, ReadEvent read) {
        if (!read.isTimed()) {
            return;
        }
        CloudEvent event = read.normalised();
        if (event.getTime().toEpochMilli() < watermark()) {
            late++;
        }
        Place place = read.place();
        Evidence evidence = new Evidence(
                event.getUid(),
                event.getTime(),
                event.getTime(),
                place.source(),
                place.unit() == Place.Unit.LINE ? LINE : RECORD,
                place.position(),
                Summary.of(event));
        run.observe(observed.observation(evidence, event, event.getHistory(), -1));
    }

    /** Takes the time of an event that all rules have judged. */
    public void judged(ReadEvent event) {
        if (isIdle) {
            return;
        }
        long time = event.time().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        if (time > latest && time <= future) {
            latest = time;
            run.advance(watermark());
        }
    }

    /** No further event comes: what the time of the latest one decides is decided. */
    public void finish() {
        if (latest != Long.MIN_VALUE) {
            run.advance(latest + 1);
        }
    }

    /** How many observations came later than the grace allows: what they are part of may have been missed. */
    public long late() {
        return late;
    }

    /** Where the event of an evidence stands that was made here. */
    public static Place place(Evidence evidence) {
        Place.Unit unit = evidence.getPartition() == LINE ? Place.Unit.LINE : Place.Unit.RECORD;
        return new Place(evidence.getTopic(), unit, evidence.getOffset(), 0, 0);
    }

    private long watermark() {
        return latest == Long.MIN_VALUE ? Long.MIN_VALUE : latest - grace;
    }
}
