package io.windhover.cli.rules.backtest;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Table;
import io.windhover.cli.rules.RuleJson;
import io.windhover.rules.LoadedRule;
import io.windhover.schemas.RuleMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows a backtest to a person. */
final class BacktestText {
    private static final String UNKNOWN = "-";

    private final Screen screen;

    BacktestText(Screen screen) {
        this.screen = screen;
    }

    /** @param events how many were judged */
    void rules(List<Tally> tallies, long events) {
        Table table = new Table(List.of(
                ">MATCHES",
                ">SHARE",
                ">ENTITIES",
                ">ALERTS",
                ">DAYS",
                "BUSIEST DAY",
                "FIRST",
                "LAST",
                "LEVEL",
                "TITLE"));
        for (Tally tally : tallies) {
            table.row(List.of(
                    Counts.of(tally.matches()),
                    share(tally.matches(), events),
                    tally.entities() < Tally.MOST_ENTITIES
                            ? Counts.of(tally.entities())
                            : Counts.of(tally.entities()) + "+",
                    tally.alerts().map(Counts::of).orElse(UNKNOWN),
                    Counts.of(tally.days().size()),
                    tally.peak()
                            .map(day -> day.getKey() + ": " + Counts.of(day.getValue()))
                            .orElse(UNKNOWN),
                    text(tally.first()),
                    text(tally.last()),
                    level(tally.rule()),
                    SafeText.line(tally.rule().reference().getTitle())));
        }
        table.print(screen);
    }

    void days(List<Tally> tallies) {
        Table table = new Table(List.of("DAY (UTC)", ">MATCHES", "TITLE"));
        for (Tally tally : tallies) {
            String title = SafeText.line(tally.rule().reference().getTitle());
            tally.days().forEach((day, matches) -> table.row(List.of(day.toString(), Counts.of(matches), title)));
        }
        screen.writer().println();
        table.print(screen);
    }

    void silent(List<LoadedRule> rules) {
        screen.writer().println();
        screen.writer().println(screen.paint(Colour.BOLD, Counts.of(rules.size(), "rule") + " matched nothing:"));
        for (LoadedRule rule : rules) {
            screen.writer()
                    .println("  " + SafeText.line(rule.reference().getTitle()) + " (" + SafeText.line(rule.file())
                            + ")");
        }
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(UNKNOWN);
    }

    private static String share(long matches, long events) {
        double percent = 100.0 * matches / Math.max(1, events);
        return percent < 0.01 ? "<0.01%" : String.format(Locale.ROOT, "%.2f%%", percent);
    }

    private static String level(LoadedRule rule) {
        String level = RuleJson.lower(rule.reference().getLevel());
        return rule.reference().getMode() == RuleMode.SHADOW ? level + " (shadow)" : level;
    }
}
