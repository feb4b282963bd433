package io.windhover.distribution.chaos;

import io.windhover.cli.laws.NewestAlerts;
import io.windhover.schemas.Alert;
import java.util.Collection;
import java.util.List;

/**
 * What a reader of the alerts topic knows in the end.
 *
 * @param rows one for each alert: rule, entity, values of a baseline, level and last event. Not what depends on the order of
 *     events, as the first of the evidence does
 */
record AlertTable(Collection<String> rows) {
    /** @param records of the alerts topic, those of each partition in their order */
    static AlertTable of(List<Alert> records) {
        return new AlertTable(NewestAlerts.of(records).stream()
                .filter(alert -> !alert.getRule().getTitle().equals(ChaosRules.PROBE))
                .map(AlertTable::row)
                .toList());
    }

    private static String row(Alert alert) {
        // Which of a value's sightings on a day fires is left to their order.
        String last = alert.getValues().isEmpty() ? alert.getLastTime().toString() : "";
        return String.join(
                " ",
                alert.getRule().getTitle(),
                alert.getEntity(),
                alert.getValues().toString(),
                alert.getLevel().toString(),
                last);
    }
}
