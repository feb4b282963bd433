package io.windhover.cli.lists;

import io.windhover.cli.output.Failure;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.ListEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list as it was read from a file.
 *
 * @param source the file's text
 * @param entries those that can stand in a list
 * @param issues what is wrong with the others
 */
record ListFile(SourceFile source, List<ListEntry> entries, List<Issue> issues) {
    private static final int MOST_BYTES = 16 << 20;
    private static final String STANDARD_INPUT = "-";

    ListFile {
        entries = List.copyOf(entries);
        issues = List.copyOf(issues);
    }

    /**
     * The list files of a folder, or the one file, each as the list that its name without ending says.
     *
     * @throws Failure if one cannot be read
     */
    static List<ListFile> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(read(folder.toString(), nameOf(folder), InputStream.nullInputStream()));
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).matches("[^.].*\\.(txt|ya?ml)"))
                    .sorted()
                    .map(file -> read(file.toString(), nameOf(file), InputStream.nullInputStream()))
                    .toList();
        } catch (IOException e) {
            throw new Failure(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads one file.
     *
     * @param file its path, or {@code -} for standard input
     * @param list name of the list that it is
     * @throws Failure if it cannot be read
     */
    static ListFile read(String file, String list, InputStream standardInput) {
        boolean isInput = file.equals(STANDARD_INPUT);
        SourceFile source = new SourceFile(isInput ? "standard input" : file, text(file, isInput, standardInput));
        Issues issues = new Issues(source.name());
        ListFileParser parser = new ListFileParser(list, issues);
        List<ListEntry> entries = file.matches(".*\\.ya?ml") ? parser.yaml(source) : parser.lines(source);
        return new ListFile(source, entries, issues.list());
    }

    private static String text(String file, boolean isInput, InputStream standardInput) {
        try (InputStream in = isInput ? standardInput : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Failure(file + ": a list file may have " + (MOST_BYTES >> 20) + " MB at most");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new Failure(file + ": no such file or directory", e);
        } catch (CharacterCodingException e) {
            throw new Failure(file + ": not text in UTF-8", e);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.(txt|ya?ml)$", "");
    }
}
