package io.windhover.cli.rules.backtest;

import io.windhover.rules.LoadedRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one rule matched. */
final class Tally {
    /** Noisiest first. */
    static final Comparator<Tally> NOISIEST = Comparator.comparing(Tally::matches)
            .reversed()
            .thenComparing(tally -> tally.rule().reference().getTitle())
            .thenComparing(tally -> tally.rule().reference().getUid());

    /** More distinct entities than these are not counted. */
    static final int MOST_ENTITIES = 10_000;

    private final LoadedRule rule;
    private final Set<String> entities = new HashSet<>();
    private final SortedMap<LocalDate, Long> days = new TreeMap<>();
    private long matches;
    private long untimed;
    private long alerts;
    private @Nullable Instant first;
    private @Nullable Instant last;

    Tally(LoadedRule rule) {
        this.rule = rule;
    }

    /**
     * Counts a match.
     *
     * @param time event time
     * @param opened by how many alerts there are more with it
     */
    void add(String entity, Instant time, int opened) {
        count(entity);
        days.merge(LocalDate.ofInstant(time, ZoneOffset.UTC), 1L, Long::sum);
        alerts += opened;
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
    }

    /** Counts a match whose time nobody knows: no day has it, and no alert can be estimated of it. */
    void addUntimed(String entity) {
        count(entity);
        untimed++;
    }

    private void count(String entity) {
        matches++;
        if (entities.size() < MOST_ENTITIES) {
            entities.add(entity);
        }
    }

    LoadedRule rule() {
        return rule;
    }

    long matches() {
        return matches;
    }

    /** Distinct entities, {@link #MOST_ENTITIES} at most. */
    int entities() {
        return entities.size();
    }

    /** How many alerts would have been opened; empty if the time of some match is not known. */
    Optional<Long> alerts() {
        return untimed > 0 ? Optional.empty() : Optional.of(alerts);
    }

    /** Matches by day of their event time in UTC; days without any are left out. */
    SortedMap<LocalDate, Long> days() {
        return Collections.unmodifiableSortedMap(days);
    }

    /** The day with the most matches, the first of several. */
    Optional<Map.Entry<LocalDate, Long>> peak() {
        Comparator<Map.Entry<LocalDate, Long>> byCount = Map.Entry.comparingByValue();
        return days.entrySet().stream()
                .max(byCount.thenComparing(
                        Map.Entry.<LocalDate, Long>comparingByKey().reversed()));
    }

    Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    Optional<Instant> last() {
        return Optional.ofNullable(last);
    }
}
