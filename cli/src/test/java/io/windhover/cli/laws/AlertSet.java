package io.windhover.cli.laws;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The alerts of a run by rule, entity and episode: those of one rule and entity that overlap, or stand within the rule's
 * period of each other, are one.
 */
final class AlertSet {
    private AlertSet() {}

    /** From all records of the alerts topic, in their order: by rule and entity the episodes, as text. */
    static Map<String, List<String>> of(List<Alert> records) {
        Map<String, Alert> newest = new LinkedHashMap<>();
        for (Alert record : records) {
            if (record.getActivity() == AlertActivity.CLOSE && record.getMergedInto() != null) {
                newest.remove(record.getUid());
            } else {
                newest.put(record.getUid(), record);
            }
        }
        Map<String, List<Alert>> byKey = new TreeMap<>();
        newest.values().stream()
                .sorted(Comparator.comparing(Alert::getFirstTime))
                .forEach(alert -> byKey.computeIfAbsent(
                                alert.getRule().getTitle() + " " + alert.getEntity(), key -> new ArrayList<>())
                        .add(alert));
        Map<String, List<String>> episodes = new TreeMap<>();
        byKey.forEach((key, alerts) -> episodes.put(key, episodes(alerts)));
        return episodes;
    }

    private static List<String> episodes(List<Alert> alerts) {
        List<String> episodes = new ArrayList<>();
        Instant first = alerts.get(0).getFirstTime();
        Instant last = alerts.get(0).getLastTime();
        for (Alert alert : alerts.subList(1, alerts.size())) {
            Duration period = Duration.ofMillis(alert.getRule().getPeriod());
            if (alert.getFirstTime().isBefore(last.plus(period))) {
                last = alert.getLastTime().isAfter(last) ? alert.getLastTime() : last;
            } else {
                episodes.add(first + " – " + last);
                first = alert.getFirstTime();
                last = alert.getLastTime();
            }
        }
        episodes.add(first + " – " + last);
        return episodes;
    }
}
