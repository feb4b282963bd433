package io.windhover.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.source.IssueRenderer;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What authors get wrong, and what they are told. With {@code -Dgolden.update=true} what is said is written anew; read the
 * difference before you commit it.
 */
class MistakesTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/windhover/rules/mistakes");
    private static final RuleCompiler COMPILER = RuleCompiler.standard();

    @Test
    void shouldHelpTheAuthor() throws IOException {
        // Given
        List<Path> files;
        try (var found = Files.list(FOLDER)) {
            files = found.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(20);

        // When
        String said = files.stream().map(MistakesTest::said).collect(Collectors.joining("\n\n", "", "\n"));

        // Then
        Path golden = FOLDER.resolve("said.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, said);
        }
        assertThat(said).isEqualTo(Files.readString(golden));
    }

    private static String said(Path file) {
        try {
            SourceFile source =
                    new SourceFile(file.getFileName().toString(), new String(Files.readAllBytes(file), UTF_8));
            return COMPILER.compile(List.of(COMPILER.parse(source))).issues().stream()
                    .map(issue -> IssueRenderer.render(issue, source))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
