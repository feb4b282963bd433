package io.windhover.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderValuesTest {
    private final Issues issues = new Issues("values.yml");

    @Test
    void shouldReadOneValueOrSeveral() {
        Map<String, List<String>> values = parse("admins: [alice, 'b*']\naccount: 111122223333\n");

        assertThat(issues.list()).isEmpty();
        assertThat(values).isEqualTo(Map.of("admins", List.of("alice", "b*"), "account", List.of("111122223333")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            admins: []            | values.yml:1:9: error: The placeholder 'admins' has no value.
            admins:               | values.yml:1:8: error: A placeholder's value is a text or a number, this is null.
            admins: [[a]]         | values.yml:1:10: error: A placeholder's value is a text or a number, this is a list.
            "%admins%": a         | values.yml:1:2: error: A placeholder's name stands here without percent signs and backslashes. (write 'admins')
            [a, b]                | values.yml:1:1: error: A file of placeholders is one map from names to values.
            # nothing             | values.yml:1:1: error: A file of placeholders is one map from names to values.
            """)
    void shouldSayWhatIsWrong(String yaml, String issue) {
        parse(yaml);

        assertThat(issues.list()).singleElement().hasToString(issue);
    }

    private Map<String, List<String>> parse(String yaml) {
        return PlaceholderValues.parse(new SourceFile("values.yml", yaml), issues);
    }
}
