package io.windhover.cli.alert;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records of the alerts topic for a person who follows it: those that open an alert, and those that tell more of it. */
public final class AlertRecordText {
    private static final int LONGEST_NAME = 100;

    private AlertRecordText() {}

    /** Three lines: the rule, what happened, and the uid by which one decides about the alert. */
    public static String card(Screen screen, Alert alert) {
        CloudEvent event = alert.getEvent();
        String shown = event == null
                ? AlertText.heading(
                                screen,
                                alert.getLastTime(),
                                alert.getLevel(),
                                alert.getRule(),
                                word(alert.getActivity()))
                        + System.lineSeparator()
                        + AlertText.INDENT
                        + name(AlertView.shortName(alert.getEntity())) + ": " + state(alert)
                : AlertText.card(screen, AlertView.of(alert, event));
        return shown
                + System.lineSeparator()
                + AlertText.INDENT
                + screen.paint(Colour.DIM, "alert " + name(alert.getUid()));
    }

    /** How the alert is by now: an update does not say what is new in it. */
    private static String state(Alert alert) {
        List<String> state = new ArrayList<>();
        state.add(Counts.of(alert.getCount(), "event") + " since "
                + alert.getFirstTime().truncatedTo(ChronoUnit.SECONDS));
        if (alert.getStatus() != AlertStatus.NEW && alert.getStatus() != AlertStatus.UNKNOWN) {
            state.add(word(alert.getStatus()));
        }
        if (alert.getVerdict() != Verdict.UNKNOWN) {
            state.add(word(alert.getVerdict()));
        }
        if (alert.getAssignee() != null) {
            state.add("for " + name(alert.getAssignee()));
        }
        if (alert.getMergedInto() != null) {
            state.add("goes on as alert " + name(alert.getMergedInto()));
        }
        return String.join(", ", state);
    }

    private static String word(AlertActivity activity) {
        return switch (activity) {
            case UPDATE -> "update";
            case CLOSE -> "closed";
            case CREATE, UNKNOWN -> "";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(String text) {
        return SafeText.line(text, LONGEST_NAME);
    }
}
