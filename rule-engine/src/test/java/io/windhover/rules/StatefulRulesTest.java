package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stateful rules find in a stream of events: the language's meaning, with the folds that the detector runs. */
class StatefulRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String BASE = """
            title: Failed
            name: failed
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {what: fail}, condition: s}
            ---
            title: Good
            name: good
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {what: good}, condition: s}
            ---
            title: Other
            name: other
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {what: other}, condition: s}
            ---
            """;

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void shouldCountEventsOfEachGroupInASlidingWindow() throws Exception {
        // Given
        Stream stream =
                stream("{type: event_count, rules: failed, timespan: 10m, group-by: user, condition: {gte: 3}}");

        // When: the first of ada's is 10 minutes before the third, so no window has three of hers; of bob's one has
        stream.event(0, "fail", "ada")
                .event(1, "fail", "bob")
                .event(5, "fail", "ada")
                .event(6, "fail", "bob");
        stream.event(10, "fail", "ada").event(10, "fail", "bob");

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getEntity()).isEqualTo("bob");
            assertThat(finding.getGroup()).containsExactly("bob");
            assertThat(finding.getEvidence().getUid()).isEqualTo("bob-10");
            assertThat(finding.getRelated()).extracting(Evidence::getUid).containsExactly("bob-1", "bob-6");
            assertThat(finding.getMessage()).isEqualTo("3 matches in 10 min");
            assertThat(finding.getReasons())
                    .extracting(reason -> reason.getName() + " " + reason.getValue())
                    .containsExactly("events 3", "condition ≥ 3", "within 10 min");
        });
    }

    @Test
    void shouldCountTheSameEventsInAnyOrderAndEachOnce() throws Exception {
        // Given
        Stream stream =
                stream("{type: event_count, rules: failed, timespan: 10m, group-by: user, condition: {gte: 3}}");

        // When
        stream.event(9, "fail", "ada")
                .event(9, "fail", "ada")
                .event(2, "fail", "ada")
                .event(9, "fail", "ada");
        assertThat(findings).isEmpty();
        stream.event(5, "fail", "ada");

        // Then: the window ends with the event that is last in event time, not with the one that came last
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getEvidence().getUid()).isEqualTo("ada-9");
            assertThat(finding.getRelated()).extracting(Evidence::getUid).containsExactly("ada-2", "ada-5");
        });
    }

    @Test
    void shouldCountDistinctTuples() throws Exception {
        // Given
        Stream stream = stream("{type: value_count, rules: failed, timespan: 1h, group-by: ip, field: [user, kind],"
                + " condition: {gt: 2}}");

        // When
        stream.event(0, "fail", "ada", "k").event(1, "fail", "ada", "k").event(2, "fail", "bob", "k");
        assertThat(findings).isEmpty();
        stream.event(3, "fail", "bob", "l");

        // Then
        assertThat(findings).extracting(Finding::getMessage).containsExactly("3 different values of user, kind in 1 h");
    }

    @Test
    void shouldKnowWhatOrderIs() throws Exception {
        // Given
        Stream any = stream("{type: temporal, rules: [failed, good], timespan: 10m, group-by: user}");
        any.event(0, "good", "ada").event(3, "fail", "ada").event(30, "fail", "ada");
        assertThat(findings).hasSize(1);
        findings.clear();
        Stream ordered = stream("{type: temporal_ordered, rules: [failed, good], timespan: 10m, group-by: user}");

        // When
        ordered.event(0, "good", "ada").event(3, "fail", "ada");
        assertThat(findings).isEmpty();
        ordered.event(5, "good", "ada");

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getEvidence().getUid()).isEqualTo("ada-5");
            assertThat(finding.getMessage()).isEqualTo("failed, then good within 10 min");
        });
    }

    @Test
    void shouldCountHowManyRulesMatched() throws Exception {
        // Given
        Stream stream = stream(
                "{type: temporal, rules: [failed, good, other], timespan: 10m, group-by: user, condition: {gte: 2}}");

        // When
        stream.event(0, "fail", "ada").event(1, "fail", "ada");
        assertThat(findings).isEmpty();
        stream.event(2, "other", "ada");

        // Then
        assertThat(findings).extracting(Finding::getMessage).containsExactly("failed and other within 10 min");
    }

    @Test
    void shouldWaitForTheWatermarkWhereAnEventMayUndoIt() throws Exception {
        // Given
        Stream stream = stream(
                "{type: temporal, rules: [failed, good], timespan: 10m, group-by: user, condition: failed and not good}");

        // When
        stream.event(0, "fail", "ada").event(0, "fail", "bob").event(9, "good", "bob");
        assertThat(findings).isEmpty();
        stream.advance(10);

        // Then
        assertThat(findings).extracting(Finding::getEntity).containsExactly("ada");
    }

    @Test
    void shouldJudgeWhatMustBeFewWhenTheWindowIsOver() throws Exception {
        // Given
        Stream stream =
                stream("{type: event_count, rules: failed, timespan: 10m, group-by: user, condition: {gte: 1, lt: 3}}");

        // When
        stream.event(0, "fail", "ada")
                .event(1, "fail", "bob")
                .event(2, "fail", "bob")
                .event(3, "fail", "bob");
        stream.advance(9);
        assertThat(findings).isEmpty();
        stream.advance(30);

        // Then
        assertThat(findings).extracting(Finding::getEntity).containsExactly("ada");
    }

    @Test
    void shouldTellThatAGroupFellSilent() throws Exception {
        // Given
        Stream stream = stream("{type: event_count, rules: failed, timespan: 10m, group-by: user, condition: {lt: 1}}");

        // When
        stream.event(0, "fail", "ada").event(12, "fail", "ada").advance(29);
        assertThat(findings).isEmpty();
        stream.advance(30).advance(300);

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getEvidence().getUid()).isEqualTo("ada-12");
            assertThat(finding.getMessage()).isEqualTo("0 matches in 10 min");
            assertThat(finding.getEvent().getActor().getPrincipal()).isEqualTo(TestEvent.PRINCIPAL);
        });
    }

    @Test
    void shouldWantStepsByDifferentEvents() throws Exception {
        // Given
        Stream stream = stream(
                "{type: sequence, group-by: user, timespan: 10m, steps: [{rule: failed, count: 2}, {rule: good}]}");

        // When
        stream.event(0, "fail", "ada").event(1, "good", "ada").event(2, "fail", "ada");
        assertThat(findings).isEmpty();
        stream.event(3, "good", "ada");

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getMessage()).isEqualTo("2 × failed, then good within 10 min");
            assertThat(finding.getRelated()).extracting(Evidence::getUid).containsExactly("ada-0", "ada-2");
        });
    }

    @Test
    void shouldNoticeWhatWasNotDone() throws Exception {
        // Given
        Stream stream =
                stream("{type: absence, group-by: user, trigger: failed, expect: good, timespan: 1h, grace: 10m}");

        // When
        stream.event(0, "fail", "ada")
                .event(0, "fail", "bob")
                .event(65, "good", "bob")
                .event(71, "good", "ada");
        stream.advance(69);
        assertThat(findings).isEmpty();
        stream.advance(71).advance(500);

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getEntity()).isEqualTo("ada");
            assertThat(finding.getEvidence().getUid()).isEqualTo("ada-0");
            assertThat(finding.getMessage()).isEqualTo("no good within 1 h after failed");
        });
    }

    @Test
    void shouldTellOfAnEventThatManyFollowedBeforeItWasJudged() throws Exception {
        // Given
        Stream stream = stream("{type: temporal, rules: [failed, good], timespan: 1m, group-by: ip,"
                + " condition: failed and not good}");

        // When: more than are shown at once
        stream.event(0, "fail", "ada").event(3, "good", "ada");
        for (int i = 0; i < 60; i++) {
            stream.event(4 + i, "good", "ada");
        }
        stream.advance(70);

        // Then
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.getEvidence().getUid()).isEqualTo("ada-0"));
    }

    @Test
    void shouldAddAndAverage() throws Exception {
        // Given
        Stream sum = stream(
                "{type: value_sum, rules: failed, timespan: 1h, group-by: ip, field: size, condition: {gte: 10}}");
        sum.sized(0, 4).sized(1, 4);
        assertThat(findings).isEmpty();
        sum.sized(2, 2);
        assertThat(findings).extracting(Finding::getMessage).containsExactly("sum 10 of size in 1 h");
        findings.clear();
        Stream average =
                stream("{type: value_avg, rules: failed, timespan: 1h, group-by: ip, field: size, condition: {gt: 4}}");

        // When
        average.sized(0, 4).sized(2, 9).sized(1, 2);
        assertThat(findings).isEmpty();
        average.advance(3);

        // Then: 4, then 3 and last 5
        assertThat(findings).extracting(Finding::getMessage).containsExactly("average 5 of size in 1 h");
    }

    @Test
    void shouldCarryAFieldThroughAChain() throws Exception {
        // Given: the second looks at the first by a field that the first does not group by
        Stream stream = new Stream(BASE + """
                title: Guessed
                name: guessed
                correlation: {type: temporal_ordered, rules: [failed, good], timespan: 10m, group-by: user}
                ---
                title: Used
                correlation:
                    type: temporal_ordered
                    rules: [guessed, other]
                    timespan: 1h
                    group-by: token
                    aliases: {token: {guessed: kind, other: held}}
                """);

        // When
        stream.event(0, "fail", "ada", "x").event(1, "good", "ada", "t1");
        stream.raw(5, "{\"what\":\"other\",\"held\":\"t2\"}").raw(6, "{\"what\":\"other\",\"held\":\"t1\"}");

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.getRule().getTitle()).isEqualTo("Used");
            assertThat(finding.getEntity()).isEqualTo("t1");
            assertThat(finding.getEvidence().getUid()).isEqualTo("raw-6");
            assertThat(finding.getRelated()).extracting(Evidence::getUid).containsExactly("ada-1");
        });
    }

    @Test
    void shouldShowNormalisedFieldsOfTheEventThatDecidedAndOfTheLogOnlyWhatCameAlong() throws Exception {
        // Given: one that fires at once, one that fires long after its event, and one above another
        Stream stream = new Stream(BASE + """
                title: Count
                name: count
                correlation: {type: event_count, rules: failed, timespan: 10m, group-by: user, condition: {gte: 2}}
                windhover: {context: [user, ocsf.cloud.provider, ocsf.http_request.user_agent, kind]}
                generate: true
                ---
                title: Absence
                correlation: {type: absence, trigger: failed, expect: good, timespan: 1h, group-by: user}
                windhover: {context: ocsf.cloud.provider}
                generate: true
                ---
                title: Above
                correlation:
                    type: event_count
                    rules: count
                    timespan: 10m
                    group-by: user
                    condition: {gte: 1}
                windhover: {context: ocsf.cloud.provider}
                generate: true
                """);

        // When
        stream.event(0, "fail", "ada").event(1, "fail", "ada");
        stream.advance(200);

        // Then
        assertThat(findings)
                .extracting(finding -> finding.getRule().getTitle() + " " + finding.getContext())
                .containsExactly(
                        "Count {user=ada, ocsf.cloud.provider=aws}",
                        "Above {user=ada, ocsf.cloud.provider=aws}",
                        "Absence {user=ada, ocsf.cloud.provider=aws}",
                        "Absence {user=ada, ocsf.cloud.provider=aws}");
    }

    @Test
    void shouldShowOfAGroupItsOwnValueWhateverElseTheEventHas() throws Exception {
        // Given: what the rule calls the operation is the user, and the event has another operation
        Stream stream = new Stream(BASE + """
                title: Count
                correlation:
                    type: event_count
                    rules: failed
                    timespan: 10m
                    group-by: ocsf.api.operation
                    condition: {gte: 1}
                    aliases: {ocsf.api.operation: {failed: user}}
                windhover: {context: ocsf.api.operation}
                """);

        // When
        stream.event(0, "fail", "ada");

        // Then
        assertThat(findings).extracting(Finding::getContext).containsExactly(Map.of("ocsf.api.operation", "ada"));
    }

    @Test
    void shouldNotFireOfWhatOnlyTeaches() throws Exception {
        // Given
        Stream stream =
                stream("{type: event_count, rules: failed, timespan: 10m, group-by: user, condition: {gte: 2}}");

        // When
        stream.silent(0, "fail", "ada").silent(1, "fail", "ada");
        assertThat(findings).isEmpty();
        stream.event(2, "fail", "ada");

        // Then: it counts all the same
        assertThat(findings)
                .extracting(finding -> finding.getEvidence().getUid())
                .containsExactly("ada-2");
    }

    private Stream stream(String correlation) {
        return new Stream(BASE + "title: Test\ncorrelation: " + correlation + "\n");
    }

    /** One stream of events, judged and remembered. */
    private final class Stream {
        private final RuleMatcher matcher;
        private final StatefulRun run;

        Stream(String rules) {
            RuleSet set = RuleSetOf.files(Aliases.none(), SigmaOptions.DEFAULT, "a.yml", rules)
                    .withoutErrors()
                    .compilation()
                    .ruleSet();
            matcher = set.newMatcher();
            run = new StatefulRun(set, findings::add);
        }

        Stream event(int minute, String what, String user) throws MalformedJsonException {
            return event(minute, what, user, "");
        }

        Stream event(int minute, String what, String user, String kind) throws MalformedJsonException {
            String json = "{\"what\":\"%s\",\"user\":\"%s\",\"kind\":\"%s\",\"ip\":\"198.51.100.7\"}";
            return observe(minute, user + "-" + minute, json.formatted(what, user, kind), false);
        }

        Stream silent(int minute, String what, String user) throws MalformedJsonException {
            return observe(
                    minute, user + "-" + minute, "{\"what\":\"%s\",\"user\":\"%s\"}".formatted(what, user), true);
        }

        Stream sized(int minute, int size) throws MalformedJsonException {
            return raw(minute, "{\"what\":\"fail\",\"ip\":\"198.51.100.7\",\"size\":" + size + "}");
        }

        Stream raw(int minute, String json) throws MalformedJsonException {
            return observe(minute, "raw-" + minute, json, false);
        }

        Stream advance(int minute) {
            run.advance(NOON.plus(Duration.ofMinutes(minute)).toEpochMilli() + 1);
            return this;
        }

        private Stream observe(int minute, String uid, String json, boolean silent) throws MalformedJsonException {
            TestEvent event = TestEvent.cloudTrail(json);
            Instant time = NOON.plus(Duration.ofMinutes(minute));
            Evidence evidence = new Evidence(uid, time, time, "events", 0, (long) minute, uid);
            matcher.match(event, new MatchSink() {
                @Override
                public void matched(CompiledRule rule, MatchedEvent matched) {}

                @Override
                public void observed(ObservedMatch observed) {
                    run.observe(observed.observation(evidence, event.normalised(), silent, 1));
                }
            });
            return this;
        }
    }
}
