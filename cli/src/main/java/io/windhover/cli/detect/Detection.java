package io.windhover.cli.detect;

import io.windhover.cli.alert.AlertView;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.read.Read;
import io.windhover.detector.match.Summary;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one record after the other, on one thread. An event that no rule matches is read from the reader's own buffer
 * and never normalised.
 */
final class Detection {
    private final RuleMatcher matcher;
    private final LogSourceRecogniser recogniser = LogSourceRecogniser.standard();
    private final Optional<Normaliser> override;
    private final Level minLevel;
    private final AlertPrinter alerts;
    private final Unreadables unreadables;
    private final ReadEvent event;
    private final MatchSink sink = this::matched;
    private long events;
    private long bytes;
    private long alerted;
    private long shadowed;

    /**
     * @param override the log that all records are from; null to recognise each
     * @param minLevel alerts below it are left out
     * @param now stands for the time of reading
     */
    Detection(
            RuleSet rules,
            @Nullable Normaliser override,
            Level minLevel,
            AlertPrinter alerts,
            Unreadables unreadables,
            Instant now) {
        this.matcher = rules.newMatcher();
        this.override = Optional.ofNullable(override);
        this.minLevel = minLevel;
        this.alerts = alerts;
        this.unreadables = unreadables;
        this.event = new ReadEvent(now);
    }

    void take(Read read) {
        if (read instanceof Read.Event record) {
            judge(record);
        } else if (read instanceof Read.Unreadable unreadable) {
            unreadables.report(unreadable.place(), unreadable.reason());
        }
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    long alerted() {
        return alerted;
    }

    long shadowed() {
        return shadowed;
    }

    private void judge(Read.Event record) {
        Optional<Normaliser> normaliser = override.isPresent()
                ? override
                : recogniser.recognise(record.buffer(), record.offset(), record.length());
        if (normaliser.isEmpty()) {
            unreadables.report(record.place(), "no known log looks like this; name it with --log-source");
            return;
        }
        Optional<String> refusal = normaliser.get().refusal(record.buffer(), record.offset(), record.length());
        if (refusal.isPresent()) {
            unreadables.report(record.place(), refusal.get());
            return;
        }
        event.of(record, normaliser.get());
        try {
            matcher.match(event, sink);
            events++;
            bytes += record.length();
        } catch (MalformedJsonException e) {
            unreadables.report(record.place(), "not valid JSON: " + e.getMessage());
        }
    }

    private void matched(CompiledRule rule, MatchedEvent matched) {
        if (rule.reference().getMode() != RuleMode.LIVE) {
            shadowed++;
        } else if (matched.level().compareTo(minLevel) >= 0) {
            alerted++;
            CloudEvent normalised = event.normalised();
            AlertView alert = new AlertView(
                    normalised.getTime(),
                    matched.level(),
                    rule.reference(),
                    matched.entity(),
                    matched.context(),
                    Summary.of(normalised),
                    normalised);
            alerts.print(alert, event.record().place());
        }
    }
}
