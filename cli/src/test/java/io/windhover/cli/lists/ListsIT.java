package io.windhover.cli.lists;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The lists commands against a real broker and registry. */
class ListsIT {
    private static final String TOPIC = "windhover.lists";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    @Test
    void shouldPutShowAndRemove() {
        cluster.broker().createTopic(TOPIC, 1, Map.of("cleanup.policy", "compact"));
        // The same value twice is one entry.
        Path file = write(folder.resolve("feed.yml"), """
                - Evil.Example
                - evil.example
                - {value: 203.0.113.0/24, expires: 2026-01-01, confidence: 90}
                """);

        // When two sources put some of the same
        Cli put = lists("put", "iocs", "--from", file.toString(), "--source", "feed", "--expires", "2030-01-01");
        lists("put", "iocs", "EVIL.example", "--owner", "secops", "--comment", "seen in May");
        lists("put", "vpn", "198.51.100.7");

        // Then each has its entry
        assertThat(put.exitCode()).as(put.err()).isZero();
        assertThat(put.out()).isEqualToIgnoringNewLines("Put 2 entries into iocs.");
        List<JsonNode> shown = lists("show", "iocs", "--json").json();
        assertThat(shown)
                .extracting(entry -> entry.get("value").textValue())
                .containsExactly("203.0.113.0/24", "EVIL.example", "evil.example");
        assertThat(shown.get(0).get("expires").textValue()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(shown.get(0).get("kind").textValue()).isEqualTo("network");
        assertThat(shown.get(2).get("expires").textValue()).isEqualTo("2030-01-01T00:00:00Z");
        Cli table = lists("show");
        assertThat(table.lines()).hasSize(5).first().asString().startsWith("LIST  VALUE");
        assertThat(table.err()).isEqualToIgnoringNewLines("4 entries in 2 lists");

        // When one source's is removed, the other's stays
        assertThat(lists("remove", "iocs", "evil.example", "--source", "feed").out())
                .isEqualToIgnoringNewLines("Removed 1 entry from iocs.");
        assertThat(values("iocs")).containsExactly("203.0.113.0/24", "EVIL.example");

        // When what has expired is removed, and then the rest
        assertThat(lists("remove", "iocs", "--expired").out()).contains("Removed 1 entry");
        assertThat(values("iocs")).containsExactly("EVIL.example");
        assertThat(lists("remove", "iocs", "--all").out()).contains("Removed 1 entry");
        assertThat(values("vpn")).containsExactly("198.51.100.7");
        Cli none = lists("show", "vpm");
        assertThat(none.exitCode()).isOne();
        assertThat(none.err()).contains("There is no list 'vpm'. did you mean 'vpn'?");
    }

    @Test
    void shouldNotPutWhereTheTopicIsMissing() {
        Cli cli = lists("put", "vpn", "198.51.100.7");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("topic " + TOPIC + " is missing").doesNotContain("\tat ");
    }

    private List<String> values(String list) {
        return lists("show", list, "--json").json().stream()
                .map(entry -> entry.get("value").textValue())
                .toList();
    }

    private Cli lists(String... arguments) {
        return cluster.run("lists", arguments);
    }
}
