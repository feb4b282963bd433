package io.windhover.rules;

import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That a rule fired in a test.
 *
 * @param time the event time, in milliseconds
 */
record RaisedAlert(RuleReference rule, Level level, String entity, String dedup, long time) {

    /** What makes two of them the same alert if they are near. */
    private record Subject(String rule, String entity, String dedup) {}

    /**
     * How many alerts an analyst would see: those of one rule, entity and {@code dedup} that stand within the rule's period
     * of each other are one, and none as long as they are fewer than the rule's threshold.
     */
    static int episodes(List<RaisedAlert> raised) {
        Collection<List<RaisedAlert>> bySubject = raised.stream()
                .collect(Collectors.groupingBy(
                        alert -> new Subject(alert.rule.getUid(), alert.entity, alert.dedup), Collectors.toList()))
                .values();
        return bySubject.stream().mapToInt(RaisedAlert::episodesOfOne).sum();
    }

    private static int episodesOfOne(List<RaisedAlert> raised) {
        RuleReference rule = raised.get(0).rule;
        long[] times = raised.stream().mapToLong(RaisedAlert::time).sorted().toArray();
        int episodes = 0;
        int first = 0;
        boolean reached = false;
        for (int i = 0; i < times.length; i++) {
            if (i > 0 && times[i] - times[i - 1] >= rule.getPeriod()) {
                first = i;
                reached = false;
            }
            int begin = i - rule.getThreshold() + 1;
            if (!reached && begin >= first && times[i] - times[begin] < rule.getPeriod()) {
                reached = true;
                episodes++;
            }
        }
        return episodes;
    }
}
