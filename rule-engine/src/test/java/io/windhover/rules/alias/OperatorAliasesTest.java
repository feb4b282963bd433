package io.windhover.rules.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Field;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorAliasesTest {
    private static final LogSource CLOUDTRAIL = new LogSource("aws", "cloudtrail", null);

    private final List<Issue> issues = new ArrayList<>();

    @Test
    void shouldGoBeforeTheShippedOnes() {
        Aliases aliases = with("logsource: {product: aws, service: cloudtrail}\nfields: {src_ip: my.address}\n");

        assertThat(issues).isEmpty();
        assertThat(aliases.sources(CLOUDTRAIL, new Field("src_ip")))
                .containsExactly(FieldSource.Path.of("src_ip"), FieldSource.Path.of("my.address"));
        assertThat(aliases.sources(CLOUDTRAIL, new Field("src_country")))
                .isEqualTo(Aliases.standard().sources(CLOUDTRAIL, new Field("src_country")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {paht: b, path: c}                  | 2:14 | Unknown key 'paht'.                             | did you mean 'path'?
            {path: b, translate: {x: []}}       | 2:38 | Expected a single text, this is a list.         |
            {path: b, before: [x]}              | 2:31 | Expected a single text, this is a list.         |
            {path: b, when: x}                  | 2:29 | 'when' and 'unless' are maps from paths to texts. |
            {normalised: ocsf.api.opration}     | 2:26 | No normalised field is called 'ocsf.api.opration'. | did you mean 'ocsf.api.operation'?
            {case: camel}                       | 2:13 | A field's source has a 'path', a 'normalised' name or a 'constant'. |
            """)
    void shouldSayWhatIsWrongWithASource(String source, String place, String message, String suggestion) {
        with("logsource: {product: aws}\nfields: {a: " + source + "}\n");

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.position()).hasToString(place);
            assertThat(issue.message()).isEqualTo(message);
            assertThat(issue.suggestion()).isEqualTo(suggestion);
        });
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile() {
        with("- a\n");
        with("logsource: {prodct: aws}\nfields: {}\nknwon: [a]\n");

        assertThat(issues)
                .extracting(Issue::message)
                .containsExactly(
                        "An alias file has a map under 'logsource'.",
                        "An alias file has a map under 'fields'.",
                        "Unknown key 'prodct'.",
                        "Unknown key 'knwon'.");
    }

    private Aliases with(String yaml) {
        return Aliases.standard().with(List.of(new SourceFile("aliases.yml", yaml)), issues::add);
    }
}
