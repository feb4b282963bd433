package io.windhover.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.windhover.cli.GoldenFile;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SarifReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HERE = Path.of("/work dir/repository");
    private static final List<Issue> ISSUES = List.of(
            issue(
                    Severity.ERROR,
                    "rules/a b/ü#1%.yml",
                    6,
                    15,
                    "Unknown modifier 'contain'.",
                    "did you mean 'contains'?"),
            issue(Severity.WARNING, "./rules/../other.yml", 1, 1, "Doubtful: \u0001 \"é\" 😀", null),
            issue(Severity.ERROR, "/somewhere/else.yml", 2, 3, "Elsewhere.", null),
            issue(Severity.ERROR, "c:d.yml", 2, 3, "No scheme.", null));

    @Test
    void shouldWriteEachIssueWithItsPlace() throws IOException {
        GoldenFile.assertEqual(SarifReportTest.class, "issues.sarif", report(ISSUES));
    }

    @Test
    void shouldKeepToThePublishedSchema() throws IOException {
        JsonSchema schema = schema();

        assertThat(schema.validate(JSON.readTree(report(ISSUES)))).isEmpty();
        assertThat(schema.validate(JSON.readTree(report(List.of())))).isEmpty();
    }

    @Test
    void shouldNotifyABreachOfTheSchema() throws IOException {
        // Or the test above could not fail.
        JsonNode broken = JSON.readTree(report(ISSUES).replace("\"startLine\" : 6", "\"startLine\" : 0"));

        assertThat(schema().validate(broken)).isNotEmpty();
    }

    private static String report(List<Issue> issues) {
        return new SarifReport(issues, "1.2.3", HERE).json();
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream text = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(text).isNotNull();
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(JSON.readTree(text));
        }
    }

    private static Issue issue(
            Severity severity, String file, int line, int column, String message, @Nullable String suggestion) {
        return new Issue(severity, file, new Position(line, column), message, suggestion);
    }
}
