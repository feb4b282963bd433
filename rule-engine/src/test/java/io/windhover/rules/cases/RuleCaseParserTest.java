package io.windhover.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.cases.CaseInput.OneEvent;
import io.windhover.rules.cases.CaseInput.Sequence;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Geo;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCaseParserTest {
    private final Issues issues = new Issues("a.test.ndjson");

    @Test
    void shouldKeepTheEventAsItWasWritten() {
        String event = "{\"a\": 1.0, \"b\":[{\"ü\":\"\\u00e9\"} ], \"a\": 2e0}";

        List<RuleCase> cases = parse("{\"name\":\"first\",\"match\":false,\"event\": " + event + "}\n\n  \n"
                + "{\"event\": {}, \"rule\":\"r\", \"level\":\"High\", \"match\":true, \"name\":\"sécond\" }\n");

        assertThat(issues.list()).isEmpty();
        assertThat(cases)
                .containsExactly(
                        ruleCase("first", false, null, null, new OneEvent(event, at(1, 40)), at(1, 1)),
                        ruleCase("sécond", true, Level.HIGH, "r", new OneEvent("{}", at(4, 11)), at(4, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x","match":true}                                  | 1:1  | The line has no 'event'.
            {"match":true,"event":{}}                                  | 1:1  | The line has no 'name'.
            {"name":"x","event":{}}                                    | 1:1  | The line has no 'match'.
            {"name":"x","match":"true","event":{}}                     | 1:21 | 'match' is true or false.
            {"name":7,"match":true,"event":{}}                         | 1:9  | 'name' is a text that is not empty.
            {"name":" ","match":true,"event":{}}                       | 1:9  | 'name' is a text that is not empty.
            {"name":"x","match":true,"event":"{}"}                     | 1:34 | 'event' is the whole raw event, a JSON object.
            {"name":"x","match":true,"event":{},"level":"hihg"}        | 1:45 | Unknown level 'hihg'.
            {"name":"x","match":false,"event":{},"level":"high"}       | 1:46 | An event that must not match has no 'level'.
            {"name":"x","match":true,"evnt":{}}                        | 1:26 | Unknown key 'evnt'.
            {"name":"x","match":true,"match":true,"event":{}}          | 1:26 | The key 'match' occurs twice.
            [1]                                                        | 1:1  | A line of a test file is a JSON object.
            {"name":"x","match":true,"event":{}} {}                    | 1:38 | Something stands behind the object; one object a line.
            {"name":"😀😀","mtach":true,"event":{}}                    | 1:14 | Unknown key 'mtach'.
            """)
    void shouldSayWhereALineIsWrong(String line, String place, String message) {
        assertThat(parse(line)).isEmpty();

        Issue issue = issues.list().get(0);
        assertThat(issue.position()).hasToString(place);
        assertThat(issue.message()).isEqualTo(message);
    }

    @Test
    void shouldSuggestTheKeyThatWasMeant() {
        parse("{\"name\":\"x\",\"match\":true,\"evnt\":{}}");

        assertThat(issues.list()).extracting(Issue::suggestion).containsExactly("did you mean 'event'?");
    }

    @Test
    void shouldReadTheOtherLinesWhenOneIsCutOff() {
        List<RuleCase> cases = parse("{\"name\":\"x\",\"match\":tr\n{\"name\":\"y\",\"match\":true,\"event\":{}}");

        assertThat(cases).extracting(RuleCase::name).containsExactly("y");
        assertThat(issues.list()).singleElement().satisfies(issue -> {
            assertThat(issue.message()).startsWith("Not JSON: ");
            assertThat(issue.position().line()).isEqualTo(1);
        });
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        parse("{\"name\":\"x\",\"match\":true,\"event\":" + "{\"a\":".repeat(300) + "1" + "}".repeat(301));

        assertThat(issues.list()).singleElement().satisfies(issue -> assertThat(issue.message())
                .contains("nested too deep"));
    }

    @Test
    void shouldReadEventsInTime() {
        List<RuleCase> cases = parse("{\"name\":\"x\",\"match\":true,\"until\":\"13h\",\"alerts\":2,\"events\":["
                + "{\"at\":\"0s\",\"event\":{\"a\":1.0},\"repeat\":{\"count\":9,\"every\":\"1m\"}},"
                + "{\"log\":\"aws/cloudtrail\",\"at\":\"10d3h\",\"event\":{}}]}");

        assertThat(issues.list()).isEmpty();
        CaseStep repeated = new CaseStep(Duration.ZERO, 9, Duration.ofMinutes(1), null, "{\"a\":1.0}", at(1, 80));
        CaseStep later = new CaseStep(
                Duration.ofHours(243), 1, Duration.ZERO, new LogSource("aws", "cloudtrail", null), "{}", at(1, 170));
        assertThat(cases)
                .containsExactly(ruleCase(
                        "x",
                        true,
                        null,
                        null,
                        new Sequence(List.of(repeated, later), Duration.ofHours(13), 2),
                        at(1, 1)));
        assertThat(repeated.at(8)).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void shouldReadWhereAddressesAre() {
        List<RuleCase> cases = parse("{\"name\":\"x\",\"match\":true,\"event\":{},\"network\":{\"203.0.113.7\":{"
                + "\"country\":\"DE\",\"region\":\"BE\",\"city\":\"Berlin\",\"latitude\":52.5,\"longitude\":-13,"
                + "\"as_number\":64500,\"as_name\":\"Example\",\"network\":\"hosting\"},\"2001:DB8::0:1\":{}}}");

        assertThat(issues.list()).isEmpty();
        CasePlaces places = cases.get(0).places();
        assertThat(places.of("203.0.113.7"))
                .contains(new Geo("DE", "BE", "Berlin", 52.5, -13.0, 64500L, "Example", "hosting", null));
        assertThat(places.of("2001:db8::1")).contains(Geo.newBuilder().build());
        assertThat(places.of("203.0.113.8")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "events":{}                                              | 1:35 | 'events' is an array of events, each with 'at' and 'event'.
            "events":[]                                              | 1:35 | 'events' is empty.
            "events":[7]                                             | 1:36 | One of 'events' is an object with 'at' and 'event'.
            "events":[{"event":{}}]                                  | 1:36 | The event has no 'at'.
            "events":[{"at":"0s"}]                                   | 1:36 | The event has no 'event'.
            "events":[{"at":"soon","event":{}}]                      | 1:42 | 'at' is a span of time such as "90s", "12m" or "10d3h", ten years at most.
            "events":[{"at":"11y","event":{}}]                       | 1:42 | 'at' is a span of time such as "90s", "12m" or "10d3h", ten years at most.
            "events":[{"at":"1h 5","event":{}}]                      | 1:42 | 'at' is a span of time such as "90s", "12m" or "10d3h", ten years at most.
            "events":[{"at":"0s","event":[]}]                        | 1:55 | 'event' is the whole raw event, a JSON object.
            "events":[{"at":"0s","event":{},"log":"a/b/c"}]          | 1:64 | 'log' is product/service, for example "aws/cloudtrail".
            "events":[{"at":"0s","event":{},"repeat":{"count":2}}]   | 1:67 | 'repeat' has no 'every'.
            "events":[{"at":"0s","event":{},"repeat":{"count":0,"every":"1s"}}] | 1:76 | 'count' is a whole number from 1 to 20000.
            "events":[{"at":"0s","event":{},"tiems":3}]              | 1:58 | Unknown key 'tiems'.
            "events":[{"at":"0s","event":{}}],"event":{}             | 1:68 | The line has 'event' and 'events'; one of them.
            "event":{},"until":"1h"                                  | 1:45 | 'until' is asked of 'events' only.
            "event":{},"alerts":1                                    | 1:46 | 'alerts' is asked of 'events' only.
            "event":{},"network":[]                                  | 1:47 | 'network' is an object: an address, and where it is.
            "event":{},"network":{"berlin":{}}                       | 1:48 | 'berlin' is no IP address.
            "event":{},"network":{"203.0.113.7":{"latitude":91}}     | 1:74 | 'latitude' is a number from -90 to 90.
            "event":{},"network":{"203.0.113.7":{"asn":1}}           | 1:63 | Unknown key 'asn'.
            """)
    void shouldSayWhatIsWrongWithEventsAndPlaces(String members, String place, String message) {
        assertThat(parse("{\"name\":\"x\",\"match\":true," + members + "}")).isEmpty();

        Issue issue = issues.list().get(0);
        assertThat(issue.message()).isEqualTo(message);
        assertThat(issue.position()).hasToString(place);
    }

    @Test
    void shouldBoundHowManyEventsThereAre() {
        String many = "{\"at\":\"0s\",\"event\":{},\"repeat\":{\"count\":15000,\"every\":\"1s\"}}";

        assertThat(parse("{\"name\":\"x\",\"match\":true,\"events\":[" + many + "," + many + "]}"))
                .isEmpty();

        assertThat(issues.list()).extracting(Issue::message).containsExactly("These are 30000 events; 20000 at most.");
    }

    private static RuleCase ruleCase(
            String name,
            boolean match,
            @Nullable Level level,
            @Nullable String rule,
            CaseInput input,
            Position position) {
        return new RuleCase(name, match, level, rule, input, CasePlaces.NONE, "a.test.ndjson", position);
    }

    private List<RuleCase> parse(String text) {
        return RuleCaseParser.parse(new SourceFile("a.test.ndjson", text), issues);
    }

    private static Position at(int line, int column) {
        return new Position(line, column);
    }
}
