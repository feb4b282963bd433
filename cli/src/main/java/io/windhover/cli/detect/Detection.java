package io.windhover.cli.detect;

import io.windhover.cli.alert.AlertView;
import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Progress;
import io.windhover.cli.remember.Remembering;
import io.windhover.detector.match.Summary;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.time.Instant;

/** Makes an alert of each match, and of each time that a rule that remembers fires. */
final class Detection implements EventReader.Judge, MatchSink {
    private final RuleMatcher matcher;
    private final Level minLevel;
    private final AlertPrinter alerts;
    private final Remembering memory;
    private ReadEvent judged;
    private Progress progress;
    private long alerted;
    private long shadowed;

    /**
     * Prints what is found.
     *
     * @param rules judge the events
     * @param lists those that the rules look values up in
     * @param minLevel alerts below it are left out
     * @param grace how far the times of the events may stand out of their order
     */
    @SuppressWarnings("NullAway.Init") // Shown an event before anything else.
    Detection(RuleSet rules, Lists lists, Level minLevel, Duration grace, AlertPrinter alerts) {
        this.matcher = rules.newMatcher(lists);
        this.memory = new Remembering(rules, grace, Instant.now(), this::found);
        this.minLevel = minLevel;
        this.alerts = alerts;
    }

    @Override
    public void judge(ReadEvent event, Progress progress) throws MalformedJsonException {
        this.judged = event;
        this.progress = progress;
        matcher.match(event, this);
        memory.judged(event);
    }

    @Override
    public void finished(Progress progress) {
        this.progress = progress;
        memory.finish();
    }

    @Override
    public boolean isDone() {
        return alerts.isClosed();
    }

    long alerted() {
        return alerted;
    }

    long shadowed() {
        return shadowed;
    }

    /** How many observations came too late to be sure of what they are part of. */
    long late() {
        return memory.late();
    }

    @Override
    public void observed(ObservedMatch observed) {
        memory.observe(observed, judged);
    }

    private void found(Finding finding) {
        RuleReference rule = finding.getRule();
        if (isShown(rule, rule.getLevel())) {
            AlertView alert = new AlertView(
                    finding.getEvidence().getTime(),
                    rule.getLevel(),
                    rule,
                    finding.getEntity(),
                    finding.getContext(),
                    finding.getMessage(),
                    finding.getEvent(),
                    new AlertView.Why(
                            finding.getReasons(), finding.getGroup(), finding.getValues(), finding.getRelated()));
            alerts.print(alert, Remembering.place(finding.getEvidence()), progress);
        }
    }

    private boolean isShown(RuleReference rule, Level level) {
        if (rule.getMode() != RuleMode.LIVE) {
            shadowed++;
            return false;
        }
        boolean shown = level.compareTo(minLevel) >= 0;
        alerted += shown ? 1 : 0;
        return shown;
    }

    @Override
    public void matched(CompiledRule rule, MatchedEvent matched) {
        if (isShown(rule.reference(), matched.level())) {
            CloudEvent event = judged.normalised();
            AlertView alert = new AlertView(
                    event.getTime(),
                    matched.level(),
                    rule.reference(),
                    matched.entity(),
                    matched.context(),
                    Summary.of(event),
                    event,
                    AlertView.Why.NONE);
            alerts.print(alert, judged.place(), progress);
        }
    }
}
