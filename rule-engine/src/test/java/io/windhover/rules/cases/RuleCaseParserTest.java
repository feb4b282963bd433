package io.windhover.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Level;
import java.util.List;
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
                        new RuleCase("first", false, null, null, event, "a.test.ndjson", new Position(1, 1), at(1, 40)),
                        new RuleCase(
                                "sécond", true, Level.HIGH, "r", "{}", "a.test.ndjson", new Position(4, 1), at(4, 11)));
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

    private List<RuleCase> parse(String text) {
        return RuleCaseParser.parse(new SourceFile("a.test.ndjson", text), issues);
    }

    private static Position at(int line, int column) {
        return new Position(line, column);
    }
}
