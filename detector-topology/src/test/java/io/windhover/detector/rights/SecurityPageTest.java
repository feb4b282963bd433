package io.windhover.detector.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the page's table with the rights that there are; {@code -Dwindhover.rights.write=true} writes it. */
class SecurityPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("user.dir")).resolveSibling("docs").resolve("security.md");
    private static final String BEGIN = "<!-- rights: written by SecurityPageTest -->\n";
    private static final String END = "<!-- end of rights -->";

    @BeforeAll
    static void writeWhereAskedFor() throws IOException {
        if (Boolean.getBoolean("windhover.rights.write")) {
            String page = Files.readString(PAGE);
            Files.writeString(
                    PAGE,
                    page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                            + table()
                            + page.substring(page.indexOf(END)));
        }
    }

    @Test
    void shouldListTheRightsThatPartsNeed() throws IOException {
        assertThat(Files.readString(PAGE)).contains(BEGIN + table() + END);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| part | what runs with it | on | operations |\n|---|---|---|---|\n");
        for (Part part : Part.values()) {
            Map<ResourcePattern, String> operations = new LinkedHashMap<>();
            Map<ResourcePattern, String> resources = new LinkedHashMap<>();
            part.rights(Topics.under("windhover"), "windhover-detector").forEach(right -> {
                operations.merge(right.resource(), right.operationName(), (all, next) -> all + ", " + next);
                resources.put(
                        right.resource(),
                        right.typeName() + " `" + right.resource().name() + (right.isPrefixed() ? "*" : "") + "`");
            });
            String first = "`" + part.name().toLowerCase(Locale.ROOT) + "` | " + part.description();
            for (Map.Entry<ResourcePattern, String> each : operations.entrySet()) {
                table.append("| ")
                        .append(first)
                        .append(" | ")
                        .append(resources.get(each.getKey()))
                        .append(" | ")
                        .append(each.getValue())
                        .append(" |\n");
                first = " | ";
            }
        }
        return table.toString();
    }
}
