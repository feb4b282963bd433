package io.windhover.cli.lists;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands refuse before they reach for the cluster: nothing listens there. */
class ListsCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPutNothingWhenAValueIsWrong() {
        Path file = write(folder.resolve("feed.txt"), "evil.example\n10.1.2.3/8\n");

        Cli cli = lists("put", "bad", "10.0.0.0/33", "--from", file.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.err())
                .contains("10.0.0.0/33: error: The prefix length must be 0 to 32.")
                .contains(file + ":2:1: error: The network has bits set behind its prefix.")
                .contains("     2 | 10.1.2.3/8", "^ did you mean '10.0.0.0/8'?", "Nothing was put.");
    }

    @Test
    void shouldAskForValues() {
        assertThat(lists("put", "bad").exitCode()).isEqualTo(2);
        assertThat(lists("put", "bad").err()).contains("Name values");
        assertThat(lists("remove", "bad").exitCode()).isEqualTo(2);
        assertThat(lists("remove", "bad", "x", "--all").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldExplainHowATimeIsWritten() {
        Cli cli = lists("put", "bad", "x", "--expires", "soon");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--expires takes 30d, 12h, 2026-12-31");
    }

    private static Cli lists(String... arguments) {
        List<String> all = new ArrayList<>(List.of("lists"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", "127.0.0.1:1", "--schema-registry", "http://127.0.0.1:1"));
        return Cli.run(all.toArray(String[]::new));
    }
}
