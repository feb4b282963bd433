package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the reference page with the fields that there are; {@code -Dwindhover.fields.write=true} writes it. */
class FieldsPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("user.dir")).resolveSibling("docs").resolve("fields.md");
    private static final String HEAD = """
            # Normalised fields

            Names that any rule may use, whatever its log: `ocsf.` are attributes of OCSF 1.8, `entity.` the parties of the event.
            [rules.md](rules.md#fields) says when to prefer them to the log's own names.

            This page is generated. After a change of the fields:
            `./mvnw -pl rule-engine -am test -Dtest=FieldsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dwindhover.fields.write=true`

            | name | meaning |
            |---|---|
            """;

    @BeforeAll
    static void writeWhereAskedFor() throws IOException {
        if (Boolean.getBoolean("windhover.fields.write")) {
            Files.writeString(PAGE, page());
        }
    }

    @Test
    void shouldListTheFieldsThatThereAre() {
        assertThat(PAGE).hasContent(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (NormalisedField field : NormalisedFields.all()) {
            page.append("| `%s` | %s |\n".formatted(field.name(), field.description()));
        }
        return page.toString();
    }
}
