package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.reference.Json;
import io.windhover.rules.reference.ReferenceInterpreter;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On captured logs the matcher finds what the reference interpreter finds, for the public rules without aliases. */
class PublicRulesEqualReferenceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "aws, cloudtrail, cloud/aws, opensearch-catalog-cloudtrail",
        "aws, cloudtrail, cloud/aws, stratus",
        "aws, cloudtrail, cloud/aws, panther/AWS.CloudTrail.ndjson",
        "okta, okta, identity/okta, panther/Okta.SystemLog.ndjson",
        "github, audit, application/github, panther/GitHub.Audit.ndjson"
    })
    void shouldFindWhatTheReferenceFinds(String product, String service, String rules, String logs)
            throws IOException, MalformedJsonException {
        // Given
        RuleSet ruleSet = ruleSet("rules-public/sigma/rules/" + rules);
        RuleMatcher matcher = ruleSet.newMatcher();
        LogSource source = new LogSource(product, service, null);
        List<String> aliases = Aliases.standard().names(source);
        List<CompiledRule> literal = ruleSet.rules().stream()
                .filter(rule -> rule.logSource().matches(source))
                .filter(rule -> aliases.stream().noneMatch(alias -> shape(rule).contains("(" + alias + " ")))
                .toList();
        assertThat(literal).isNotEmpty();

        int matches = 0;
        for (String event : events(logs)) {
            // When
            List<CompiledRule> found = new ArrayList<>();
            matcher.match(new TestEvent(source, event), (rule, said) -> found.add(rule));
            found.retainAll(literal);

            // Then
            Json tree = Json.parse(event.getBytes(StandardCharsets.UTF_8));
            List<CompiledRule> expected = literal.stream()
                    .filter(rule -> ReferenceInterpreter.matches(rule.rule().condition(), tree))
                    .toList();
            assertThat(found).describedAs(event).isEqualTo(expected);
            matches += found.size();
        }
        assertThat(matches).isPositive();
    }

    private static String shape(CompiledRule rule) {
        StringBuilder shape = new StringBuilder();
        rule.rule().condition().shape(shape);
        return shape.toString();
    }

    private static RuleSet ruleSet(String below) {
        RuleCompiler compiler = RuleCompiler.standard();
        return compiler.compile(SharedData.files(find(below), ".yml").stream()
                        .map(file -> compiler.parse(new SourceFile(file.toString(), SharedData.read(file))))
                        .toList())
                .ruleSet();
    }

    /** One event a line, or one captured test a line that holds the event. */
    private static List<String> events(String below) throws IOException {
        List<String> events = new ArrayList<>();
        for (Path file : SharedData.files(find(below), ".ndjson")) {
            try (Stream<String> lines = SharedData.read(file).lines()) {
                for (String line : lines.toList()) {
                    JsonNode tree = MAPPER.readTree(line);
                    boolean wrapped = tree.has("rule_id") && tree.has("event");
                    events.add(wrapped ? tree.get("event").toString() : line);
                }
            }
        }
        return events;
    }

    private static Path find(String below) {
        Optional<Path> found = SharedData.find(below);
        assumeThat(found)
                .describedAs("captured logs and public rules beside the project")
                .isPresent();
        return found.orElseThrow();
    }
}
