package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * For random histories: in whatever order the events come within the grace, however often each, and one by one or many
 * together, the same windows are found true, each told by the event that ends it.
 */
class StatefulLawsTest {
    private static final long SEED = 20261127;
    private static final int ROUNDS = 60;
    private static final int EVENTS = 150;
    private static final Duration GRACE = Duration.ofMinutes(15);
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final String BASE = """
            title: %1$s
            name: %1$s
            level: informational
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {what: %1$s}, condition: s}
            ---
            """;
    private static final List<String> PATTERNS = List.of(
            "type: event_count, rules: fail, timespan: 10m, condition: {gte: 4}",
            "type: value_count, rules: [fail, good], timespan: 15m, field: ip, condition: {gt: 2}",
            "type: value_sum, rules: good, timespan: 10m, field: size, condition: {gte: 150}",
            "type: temporal_ordered, rules: [fail, good, other], timespan: 6m",
            "type: temporal, rules: [fail, good, other], timespan: 3m, condition: fail and (good or other)",
            "type: temporal, rules: [fail, good, other], timespan: 2m, condition: {gte: 3}",
            "type: sequence, timespan: 8m, steps: [{rule: fail, count: 2}, {rule: good}]",
            "type: temporal_ordered, rules: [number-0, other], timespan: 20m",
            "type: event_count, rules: number-7, timespan: 30m, condition: {gte: 2}",
            "type: absence, trigger: other, expect: good, timespan: 5m, grace: 1m",
            "type: event_count, rules: good, timespan: 20m, condition: {gte: 1, lt: 3}",
            "type: event_count, rules: other, timespan: 12m, condition: {lt: 1}",
            "type: temporal, rules: [fail, good], timespan: 4m, condition: fail and not good",
            "type: value_avg, rules: other, timespan: 10m, field: size, condition: {gt: 70}",
            "type: value_median, rules: good, timespan: 10m, field: size, condition: {gte: 60}",
            "type: temporal_ordered, rules: [number-9, number-12, good], timespan: 40m");

    /** @param ingest when it came */
    private record Event(String uid, Instant time, Instant ingest, String json) {}

    @Test
    void shouldFindTheSameInAnyOrderAndOfDuplicates() throws Exception {
        RuleSet rules = RuleSetOf.files(Aliases.none(), SigmaOptions.DEFAULT, "a.yml", text())
                .withoutErrors()
                .compilation()
                .ruleSet();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            List<Event> events = history(random);

            Set<String> asHappened = found(rules, sorted(events, Comparator.comparing(Event::time)), false, 1);
            Set<String> asDelivered = found(rules, sorted(events, Comparator.comparing(Event::ingest)), true, 1);
            Set<String> together =
                    found(rules, sorted(events, Comparator.comparing(Event::ingest)), true, 1 + random.nextInt(40));
            List<Event> twice = new ArrayList<>(events);
            twice.addAll(events);
            Collections.shuffle(twice, random);
            Set<String> shuffledTwice = found(rules, twice, false, 1);

            assertThat(asHappened).describedAs("seed %d", SEED + round).isNotEmpty();
            assertThat(asDelivered)
                    .describedAs("as delivered, seed %d", SEED + round)
                    .isEqualTo(asHappened);
            assertThat(together)
                    .describedAs("many together, seed %d", SEED + round)
                    .isEqualTo(asHappened);
            assertThat(shuffledTwice)
                    .describedAs("twice, seed %d", SEED + round)
                    .isEqualTo(asHappened);
        }
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        List.of("fail", "good", "other").forEach(what -> text.append(BASE.formatted(what)));
        for (int i = 0; i < PATTERNS.size(); i++) {
            text.append("title: number %d\nname: number-%d\ngenerate: true\ncorrelation: {%s, group-by: user}\n---\n"
                    .formatted(i, i, PATTERNS.get(i)));
        }
        return text.toString();
    }

    private static List<Event> history(Random random) {
        List<String> what = List.of("fail", "fail", "good", "other");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant time =
                    BEGIN.plusMillis(random.nextInt((int) Duration.ofHours(2).toMillis()));
            // A few happen at the very same time.
            Instant rounded = random.nextInt(8) == 0 ? Instant.ofEpochSecond(time.getEpochSecond() / 300 * 300) : time;
            events.add(new Event(
                    "e" + i,
                    rounded,
                    rounded.plusMillis(
                            random.nextInt((int) Duration.ofMinutes(8).toMillis())),
                    "{\"what\":\"%s\",\"user\":\"u%d\",\"ip\":\"%d\",\"size\":%d}"
                            .formatted(
                                    what.get(random.nextInt(what.size())),
                                    random.nextInt(3),
                                    random.nextInt(4),
                                    random.nextInt(100))));
        }
        return events;
    }

    private static List<Event> sorted(List<Event> events, Comparator<Event> order) {
        return events.stream().sorted(order).toList();
    }

    /**
     * @param progress whether the watermark follows the events; else all is known at the end alone
     * @param together of how many events the rules are told at once
     */
    private static Set<String> found(RuleSet rules, List<Event> events, boolean progress, int together)
            throws MalformedJsonException {
        Set<String> found = new TreeSet<>();
        StatefulRun run = new StatefulRun(
                rules,
                finding -> found.add(finding.getRule().getTitle() + " " + finding.getEntity() + " "
                        + finding.getEvidence().getUid()));
        RuleMatcher matcher = rules.newMatcher();
        List<Observation> gathered = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            TestEvent logged = TestEvent.cloudTrail(event.json());
            Evidence evidence = new Evidence(event.uid(), event.time(), event.ingest(), "events", 0, 1L, "");
            matcher.match(logged, new MatchSink() {
                @Override
                public void matched(CompiledRule rule, MatchedEvent matched) {}

                @Override
                public void observed(ObservedMatch observed) {
                    gathered.add(observed.observation(evidence, logged.normalised(), false, 1));
                }
            });
            if ((i + 1) % together != 0 && i + 1 < events.size()) {
                continue;
            }
            tell(run, gathered, together);
            if (progress) {
                run.advance(event.ingest().minus(GRACE).toEpochMilli());
            }
        }
        run.advance(BEGIN.plus(Duration.ofDays(1)).toEpochMilli());
        return found;
    }

    private static void tell(StatefulRun run, List<Observation> gathered, int together) {
        if (together > 1) {
            run.observe(gathered);
        } else {
            gathered.forEach(run::observe);
        }
        gathered.clear();
    }
}
