package io.windhover.cli.identities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The identities commands against a real broker and registry. */
class IdentitiesIT {
    private static final String TOPIC = "windhover.identities";
    private static final String ADA = "ada@falcon.example";

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    @Test
    void shouldPutShowAndRemove() {
        cluster.broker().createTopic(TOPIC, 1, Map.of("cleanup.policy", "compact"));

        // When
        Cli put = identities("put", ADA, "00uADA", "github.com/ada", "GitHub.com/Ada", "--owner", "secops");
        identities("put", "bob@falcon.example", "github.com/bob");
        identities("put", "--domain", "falcon.example");

        // Then a name stands once, in whatever case
        assertThat(put.exitCode()).as(put.err()).isZero();
        assertThat(put.out()).isEqualToIgnoringNewLines("Put 2 entries.");
        assertThat(aliases()).containsExactly("@falcon.example", "00uADA", "GitHub.com/Ada", "github.com/bob");
        List<JsonNode> ada = identities("show", ADA, "--json").json();
        assertThat(ada)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.get("owner").textValue()).isEqualTo("secops"));
        assertThat(identities("show", "00uada").lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("PERSON");
        assertThat(identities("show", "nobody").exitCode()).isOne();

        // When a name is another's, and one is taken back
        identities("put", "bob@falcon.example", "00uada");
        assertThat(identities("remove", "GITHUB.com/ada", "@falcon.example", "other")
                        .out())
                .isEqualToIgnoringNewLines("Removed 2 entries.");

        // Then
        assertThat(identities("show", ADA).exitCode()).isOne();
        assertThat(identities("remove", "--person", "bob@falcon.example").out())
                .isEqualToIgnoringNewLines("Removed 2 entries.");
        assertThat(aliases()).isEmpty();
    }

    @Test
    void shouldPutNothingWhereSomethingIsWrong() {
        cluster.broker().createTopic(TOPIC, 1, Map.of("cleanup.policy", "compact"));

        Cli wrong = identities("put", ADA, "github.com/ada", " 00uada", "--domain", "no domain");

        assertThat(wrong.exitCode()).isOne();
        assertThat(wrong.err()).contains("begins or ends with a blank", "no domain", "Nothing was put.");
        assertThat(identities("put", ADA).exitCode()).isEqualTo(2);
        assertThat(identities("put").exitCode()).isEqualTo(2);
        assertThat(identities("remove").exitCode()).isEqualTo(2);
        assertThat(aliases()).isEmpty();
    }

    private List<String> aliases() {
        return identities("show", "--json").json().stream()
                .map(entry -> entry.get("alias").textValue())
                .toList();
    }

    private Cli identities(String... arguments) {
        return cluster.run("identities", arguments);
    }
}
