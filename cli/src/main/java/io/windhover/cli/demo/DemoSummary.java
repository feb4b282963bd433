package io.windhover.cli.demo;

import io.windhover.cli.alert.AlertText;
import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.cli.replay.Pace;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay came to.
 *
 * @param events events published
 * @param bytesOnDisk bytes of the files
 * @param bytesIn bytes of the published events
 * @param outcome what came of them
 * @param pace to which the replay was held
 * @param time from the first event's publishing until the detector had handled the last
 * @param firstAlert from the start of the process to the first alert on the screen
 */
record DemoSummary(
        long events,
        long bytesOnDisk,
        long bytesIn,
        Outcome outcome,
        Pace pace,
        Duration time,
        Optional<Duration> firstAlert) {
    private static final int LABEL = 15;

    /** A rule with what it found. */
    private record RuleLine(Level level, String title, long alerts, long matches) {
        RuleLine with(Alert alert) {
            Level graver = alert.getLevel().compareTo(level) > 0 ? alert.getLevel() : level;
            return new RuleLine(graver, title, alerts + 1, matches + alert.getCount());
        }
    }

    void print(Screen screen) {
        if (!outcome.alerts().isEmpty()) {
            rules(screen);
        }
        screen.writer().println();
        line(screen, "events in", Counts.of(events) + " from " + Counts.bytes(bytesOnDisk) + " on disk");
        line(screen, "alerts out", alertsOut());
        line(screen, "dead letters", Counts.of(outcome.deadLetterCount()));
        outcome.deadLetters().forEach(reason -> line(screen, "", SafeText.line(reason)));
        line(screen, "bytes", bytes());
        latency(screen);
        firstAlert.ifPresent(
                after -> line(screen, "first alert", Counts.time(after) + " after the command was started"));
        double seconds = Math.max(1e-3, time.toNanos() / 1e9);
        line(
                screen,
                "throughput",
                Counts.of(Math.round(events / seconds)) + " events/s, from the first event published to the last one"
                        + " handled in " + Counts.time(time));
        if (pace.isLimited()) {
            line(screen, "", "(the replay was held to " + Counts.of(pace.perSecond()) + " events/s; see --rate)");
        }
        screen.writer().flush();
    }

    private void rules(Screen screen) {
        Map<String, RuleLine> byRule = new LinkedHashMap<>();
        for (Alert alert : outcome.alerts()) {
            String title = alert.getRule().getTitle();
            byRule.merge(
                    alert.getRule().getUid(),
                    new RuleLine(alert.getLevel(), title, 1, alert.getCount()),
                    (line, one) -> line.with(alert));
        }
        List<RuleLine> lines = new ArrayList<>(byRule.values());
        lines.sort(Comparator.comparing(RuleLine::level).reversed().thenComparing(RuleLine::title));
        screen.writer().println();
        screen.writer().println(screen.paint(Colour.BOLD, "LEVEL     ALERTS  EVENTS  RULE"));
        for (RuleLine rule : lines) {
            screen.writer()
                    .println(AlertText.level(screen, rule.level())
                            + String.format(Locale.ROOT, "  %6d  %6d  ", rule.alerts(), rule.matches())
                            + SafeText.line(rule.title()));
        }
    }

    private String alertsOut() {
        long matches = outcome.alerts().stream().mapToLong(Alert::getCount).sum();
        return Counts.of(outcome.alerts().size()) + " for " + Counts.of(matches, "matching event") + ", "
                + Counts.of(outcome.updates(), "update") + " as they grew";
    }

    private String bytes() {
        String ratio = outcome.alertBytes() == 0
                ? ""
                : ", 1 : " + Counts.of(Math.round((double) bytesIn / outcome.alertBytes()));
        return Counts.bytes(bytesIn) + " of events in, " + Counts.bytes(outcome.alertBytes()) + " of alerts out"
                + ratio;
    }

    private void latency(Screen screen) {
        Latencies latencies = outcome.latencies();
        if (latencies.count() == 0) {
            return;
        }
        line(
                screen,
                "latency",
                "p50 " + Counts.of(latencies.percentile(50)) + " ms, p99 " + Counts.of(latencies.percentile(99))
                        + " ms from publishing an event to its alert");
        line(
                screen,
                "",
                "(when the broker appended the alert, less when the connector read the event; "
                        + Counts.of(latencies.count(), "alert") + ")");
    }

    private static void line(Screen screen, String label, String text) {
        screen.writer()
                .println(screen.paint(Colour.BOLD, label) + " ".repeat(Math.max(1, LABEL - label.length())) + text);
    }
}
