package io.windhover.cli.lists;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.cli.output.Failure;
import io.windhover.rules.source.Issue;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.ListEntryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTakeAValueALineAndLeaveCommentsOut() {
        Path file = write(folder.resolve("bad.txt"), """
                # networks
                203.0.113.0/24   # the test net

                  evil.example\t# a host
                https://evil.example/#fragment
                Mozilla/5.0 (X11; Linux)
                """);

        ListFile list = only(file);

        assertThat(list.issues()).isEmpty();
        assertThat(list.entries()).extracting(ListEntry::getList).containsOnly("bad");
        assertThat(list.entries())
                .extracting(ListEntry::getValue)
                .containsExactly(
                        "203.0.113.0/24", "evil.example", "https://evil.example/#fragment", "Mozilla/5.0 (X11; Linux)");
        assertThat(list.entries())
                .extracting(ListEntry::getKind)
                .containsExactly(ListEntryKind.NETWORK, ListEntryKind.TEXT, ListEntryKind.TEXT, ListEntryKind.TEXT);
    }

    @Test
    void shouldSayWhereALineIsWrongAndReadTheOthers() {
        Path file =
                write(folder.resolve("bad.txt"), "evil.example\n  10.1.2.3/8 # wide\n2001:db8::/129\nother.example\n");

        ListFile list = only(file);

        assertThat(list.entries()).hasSize(2);
        assertThat(list.issues())
                .extracting(Issue::toString)
                .containsExactly(
                        file + ":2:3: error: The network has bits set behind its prefix. (did you mean '10.0.0.0/8'?)",
                        file + ":3:1: error: The prefix length must be 0 to 128.");
    }

    @Test
    void shouldTakeWhatYamlSaysOfAnEntry() {
        Path file = write(folder.resolve("bad.yml"), """
                - 198.51.100.7
                - value: evil.example
                  expires: 2026-12-31
                  owner: secops
                  confidence: 80
                  source: feed
                  comment: seen in May
                - {value: 111122223333, expires: "2026-12-31T18:00:00Z"}
                """);

        ListFile list = only(file);

        assertThat(list.issues()).isEmpty();
        assertThat(list.entries())
                .extracting(ListEntry::getValue)
                .containsExactly("198.51.100.7", "evil.example", "111122223333");
        ListEntry said = list.entries().get(1);
        assertThat(said.getExpires()).isEqualTo(Instant.parse("2026-12-31T00:00:00Z"));
        assertThat(said.getConfidence()).isEqualTo(80);
        assertThat(List.of(said.getOwner(), said.getSource(), said.getComment()))
                .containsExactly("secops", "feed", "seen in May");
        assertThat(list.entries().get(2).getExpires()).isEqualTo(Instant.parse("2026-12-31T18:00:00Z"));
    }

    @Test
    void shouldSayWhereAYamlEntryIsWrong() {
        Path file = write(folder.resolve("bad.yml"), """
                - {value: a, expire: 2026-12-31}
                - {value: b, expires: soon}
                - {expires: 2026-12-31}
                - {value: c, confidence: high}
                - {value: d, confidence: 101}
                - [e]
                - f
                """);

        ListFile list = only(file);

        assertThat(list.entries()).extracting(ListEntry::getValue).containsExactly("f");
        assertThat(list.issues())
                .extracting(issue -> issue.position() + " " + issue.message())
                .containsExactly(
                        "1:14 Unknown key 'expire'.",
                        "2:23 'expires' is 2026-12-31 (its beginning, UTC) or 2026-12-31T18:00:00Z.",
                        "3:3 The entry has no 'value'.",
                        "4:26 'confidence' is a number from 0 to 100.",
                        "5:26 'confidence' is a number from 0 to 100.",
                        "6:3 An entry is a value or a map, this is a list.");
        assertThat(list.issues().get(0).suggestion()).contains("expires");
    }

    @Test
    void shouldTakeTheListFilesOfAFolder() {
        write(folder.resolve("vpn.txt"), "203.0.113.0/24\n");
        write(folder.resolve("iocs.yaml"), "- evil.example\n");
        write(folder.resolve(".hidden.txt"), "x\n");
        write(folder.resolve("README.md"), "x\n");
        write(folder.resolve("deeper/more.txt"), "x\n");

        assertThat(ListFile.readAll(folder))
                .flatExtracting(ListFile::entries)
                .extracting(ListEntry::getList)
                .containsExactly("iocs", "vpn");
    }

    @Test
    void shouldReadStandardInput() {
        byte[] input = "\uFEFFevil.example\n".getBytes(StandardCharsets.UTF_8);

        ListFile list = ListFile.read("-", "bad", new ByteArrayInputStream(input));

        assertThat(list.entries()).extracting(ListEntry::getValue).containsExactly("evil.example");
    }

    @Test
    void shouldRefuseWhatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("bad.txt"), new byte[] {'x', (byte) 0xFF});

        assertThatThrownBy(() -> ListFile.readAll(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> ListFile.readAll(folder.resolve("none.txt"))).hasMessageContaining("no such file");
    }

    private static ListFile only(Path file) {
        List<ListFile> lists = ListFile.readAll(file);
        assertThat(lists).hasSize(1);
        return lists.get(0);
    }
}
