package io.windhover.connect.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecordsTest {

    @TempDir
    Path directory;

    @Test
    void shouldListDirectoriesInTheOrderOfThePathsWithoutHiddenFiles() throws IOException {
        // Given
        Path b = write("tree/2026/b.json", "{}");
        Path a = write("tree/2026/10/a.json", "{}");
        Path z = write("z.json", "{}");
        write("tree/.git/hidden.json", "{}");
        write("tree/.hidden", "{}");

        // When
        List<String> files = InputFiles.expand(
                List.of(z.toString(), directory.resolve("tree").toString(), "-", z.toString()));

        // Then
        assertThat(files).containsExactly(z.toString(), a.toString(), b.toString(), "-");
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        String missing = directory.resolve("missing").toString();

        assertThatThrownBy(() -> InputFiles.expand(List.of(missing)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing);
    }

    @Test
    void shouldReadOneFileAfterTheOtherAndReportTheOneThatCannotBeOpened() throws IOException {
        // Given
        Path first = write("first.ndjson", "{\"a\":1}\n");
        Path gone = directory.resolve("gone.ndjson");
        Path last = write("last.json", "[{\"a\":2}]");
        List<String> files = List.of(first.toString(), "-", gone.toString(), last.toString());

        // When
        List<String> read = new ArrayList<>();
        try (FileRecords records =
                new FileRecords(files, ReadLimits.DEFAULT, new ByteArrayInputStream("{\"a\":0}".getBytes(UTF_8)))) {
            for (Read next = records.next(); next != null; next = records.next()) {
                read.add(next.place().source().replace(directory + "/", "") + " "
                        + next.place().describe()
                        + (next instanceof Read.Unreadable unreadable ? ": " + unreadable.reason() : ""));
            }
            assertThat(records.bytesTotal()).isEqualTo(-1);
            assertThat(records.bytesConsumed()).isEqualTo(8 + 7 + 9);
        }

        // Then
        assertThat(read)
                .containsExactly(
                        "first.ndjson line 1",
                        "- line 1",
                        "gone.ndjson line 1: the file cannot be opened: NoSuchFileException",
                        "last.json record 1");
    }

    @Test
    void shouldReportWhereAnInputFailsAndGoOnWithTheNextFile() throws IOException {
        // Given
        Path last = write("last.ndjson", "{\"a\":3}\n");
        InputStream failing = new SequenceInputStream(
                new ByteArrayInputStream("{\"a\":1}\n{\"a\":2}\n{\"a\"".getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return read();
                    }
                });

        // When
        List<String> read = new ArrayList<>();
        try (FileRecords records = new FileRecords(List.of("-", last.toString()), ReadLimits.DEFAULT, failing)) {
            for (Read next = records.next(); next != null; next = records.next()) {
                read.add(next.place().describe() + ", counted " + next.place().ordinal()
                        + (next instanceof Read.Unreadable unreadable ? ": " + unreadable.reason() : ""));
            }
            assertThat(records.bytesConsumed()).isEqualTo(20 + 8);
        }

        // Then
        assertThat(read)
                .containsExactly(
                        "line 1, counted 1",
                        "line 2, counted 2",
                        "line 3, counted 2: the file cannot be read on: IOException",
                        "line 1, counted 1");
    }

    @Test
    void shouldKnowTheBytesOnDisk() throws IOException {
        Path file = write("a.ndjson", "{\"a\":1}\n");

        try (FileRecords records =
                new FileRecords(List.of(file.toString()), ReadLimits.DEFAULT, ByteArrayInputStream.nullInputStream())) {
            assertThat(records.bytesTotal()).isEqualTo(8);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
