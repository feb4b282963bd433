package io.windhover.cli.laws;

import io.windhover.schemas.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The alerts of a run by rule, entity and episode.
 *
 * @param episodes by rule and entity, in their order
 */
record AlertSet(Map<String, List<Episode>> episodes) {
    /** First and last event of an episode. */
    record Episode(Instant first, Instant last) {
        boolean overlaps(Episode other) {
            return !first.isAfter(other.last) && !other.first.isAfter(last);
        }
    }

    /** What one has and the other has not: an episode of one must overlap exactly one of the other. */
    static List<String> differences(AlertSet expected, AlertSet actual) {
        Set<String> keys = new TreeSet<>(expected.episodes.keySet());
        keys.addAll(actual.episodes.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            List<Episode> before = expected.episodes.getOrDefault(key, List.of());
            List<Episode> after = actual.episodes.getOrDefault(key, List.of());
            boolean same = before.size() == after.size()
                    && IntStream.range(0, before.size())
                            .allMatch(i -> before.get(i).overlaps(after.get(i)));
            if (!same) {
                differences.add(key + ": expected " + before + ", found " + after);
            }
        }
        return differences;
    }

    /** From all records of the alerts topic, in their order. */
    static AlertSet of(List<Alert> records) {
        Map<String, List<Episode>> episodes = new TreeMap<>();
        NewestAlerts.of(records).stream()
                .sorted(Comparator.comparing(Alert::getFirstTime).thenComparing(Alert::getLastTime))
                .forEach(alert -> episodes.computeIfAbsent(
                                alert.getRule().getTitle() + " " + alert.getEntity(), key -> new ArrayList<>())
                        .add(new Episode(alert.getFirstTime(), alert.getLastTime())));
        return new AlertSet(episodes);
    }
}
