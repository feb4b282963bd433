package io.windhover.cli.alert;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Alerts for a person. */
public final class AlertText {
    /** As wide as a time of this age, and the gap behind it. */
    static final String INDENT = " ".repeat("2026-11-27T18:00:00Z  ".length());

    private static final int LONGEST_WHAT = 200;
    private static final int LONGEST_NAME = 100;

    private AlertText() {}

    /** Everything in one line, so that it can be searched: with where the event stands at the end. */
    public static String line(Screen screen, AlertView alert, String place) {
        return time(screen, alert.time())
                + "  " + level(screen, alert.level())
                + "  " + pad(techniques(alert), 9)
                + "  " + pad(principal(alert), 32)
                + "  " + pad(address(alert), 15)
                + "  " + what(alert)
                + "  " + screen.paint(Colour.BOLD, SafeText.line(alert.rule().getTitle()))
                + "  " + screen.paint(Colour.DIM, SafeText.line(place));
    }

    /** Two lines, for reading along: what the rule says, then who did what. */
    public static String card(Screen screen, AlertView alert) {
        String address = address(alert);
        return heading(screen, alert.time(), alert.level(), alert.rule(), techniques(alert))
                + System.lineSeparator()
                + INDENT + principal(alert)
                + (address.equals("-") ? "" : " from " + address)
                + ": " + what(alert);
    }

    /** What stands above the lines of an alert. */
    static String heading(Screen screen, Instant time, Level level, RuleReference rule, String more) {
        return time(screen, time)
                + "  " + level(screen, level)
                + "  " + screen.paint(Colour.BOLD, SafeText.line(rule.getTitle()))
                + "  " + screen.paint(Colour.CYAN, more);
    }

    /** A level as wide as the widest that alerts, in its colour. */
    public static String level(Screen screen, Level level) {
        String name = pad(level.name().toUpperCase(Locale.ROOT), 8);
        return screen.paint(colour(level), name);
    }

    private static Colour colour(Level level) {
        return switch (level) {
            case CRITICAL -> Colour.REVERSED_RED;
            case HIGH -> Colour.BOLD_RED;
            case MEDIUM -> Colour.YELLOW;
            case LOW -> Colour.CYAN;
            case INFORMATIONAL -> Colour.DIM;
        };
    }

    private static String time(Screen screen, Instant time) {
        return screen.paint(Colour.DIM, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String techniques(AlertView alert) {
        return alert.techniques().isEmpty() ? "-" : SafeText.line(String.join(",", alert.techniques()));
    }

    private static String principal(AlertView alert) {
        return SafeText.line(alert.shortPrincipal(), LONGEST_NAME);
    }

    private static String address(AlertView alert) {
        return SafeText.line(alert.address().orElse("-"), LONGEST_NAME);
    }

    private static String what(AlertView alert) {
        return SafeText.line(alert.whatHappened(), LONGEST_WHAT);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
