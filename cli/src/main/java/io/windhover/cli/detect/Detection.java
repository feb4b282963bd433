package io.windhover.cli.detect;

import io.windhover.cli.alert.AlertView;
import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Progress;
import io.windhover.detector.match.Summary;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;

/** Makes an alert of each match. */
final class Detection implements EventReader.Judge {
    private final RuleMatcher matcher;
    private final Level minLevel;
    private final AlertPrinter alerts;
    private final MatchSink sink = this::matched;
    private ReadEvent judged;
    private Progress progress;
    private long alerted;
    private long shadowed;

    /**
     * Prints what is found.
     *
     * @param matcher judges the events
     * @param minLevel alerts below it are left out
     */
    @SuppressWarnings("NullAway.Init") // Shown an event before anything else.
    Detection(RuleMatcher matcher, Level minLevel, AlertPrinter alerts) {
        this.matcher = matcher;
        this.minLevel = minLevel;
        this.alerts = alerts;
    }

    @Override
    public void judge(ReadEvent event, Progress progress) throws MalformedJsonException {
        this.judged = event;
        this.progress = progress;
        matcher.match(event, sink);
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

    private void matched(CompiledRule rule, MatchedEvent matched) {
        if (rule.reference().getMode() != RuleMode.LIVE) {
            shadowed++;
        } else if (matched.level().compareTo(minLevel) >= 0) {
            alerted++;
            CloudEvent event = judged.normalised();
            AlertView alert = new AlertView(
                    event.getTime(),
                    matched.level(),
                    rule.reference(),
                    matched.entity(),
                    matched.context(),
                    Summary.of(event),
                    event);
            alerts.print(alert, judged.place(), progress);
        }
    }
}
