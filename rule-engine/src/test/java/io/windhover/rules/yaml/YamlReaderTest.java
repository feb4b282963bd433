package io.windhover.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import io.windhover.rules.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final Issues issues = new Issues("f.yml");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            7,        INTEGER
            -0x1F,    STRING
            0x1F,     INTEGER
            0o17,     INTEGER
            1.5,      FLOAT
            1e3,      FLOAT
            .inf,     FLOAT
            .NaN,     FLOAT
            true,     BOOLEAN
            FALSE,    BOOLEAN
            yes,      STRING
            off,      STRING
            null,     NULL
            ~,        NULL
            2026-11-01, STRING
            "7",      STRING
            'true',   STRING
            'null',   STRING
            !!str 7,  STRING
            !!int '7', INTEGER
            !!float '7', FLOAT
            !!bool 'true', BOOLEAN
            !!null 'x', NULL
            """)
    void shouldTellKindsByTheCoreSchema(String text, ScalarKind kind) {
        // When
        Mapping map = (Mapping) only("a: " + text);

        // Then
        assertThat(((Scalar) map.get("a").orElseThrow()).kind()).isEqualTo(kind);
    }

    @Test
    void shouldKeepTheOrderTheTextAndThePlaces() {
        assertThat(dump(only("""
                b: [x, "y\\tz", {c: 1}]
                a:
                  - |
                    lines
                    more
                  - >-
                    folded
                    text
                """)))
                .isEqualTo(
                        "{1:1 b: [1:4 x@1:5, y\tz@1:8, {1:16 c: 1@1:20}], a: [3:3 lines\nmore\n@3:5, folded text@6:5]}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            s and t,        6, 1:10
            's and t',      6, 1:11
            "s and t",      6, 1:11
            "s\\u0020and t", 6, 1:4
            's''and t',     6, 1:4
            😀😀 and t,      5, 1:7
            """)
    void shouldPointIntoATextThatStandsInTheFileAsItIs(String text, int index, String place) {
        // When
        Scalar scalar = (Scalar) ((Mapping) only("c: " + text)).get("c").orElseThrow();

        // Then
        assertThat(scalar.at(index)).hasToString(place);
    }

    @Test
    void shouldPointToTheBeginningOfATextOfSeveralLines() {
        assertThat(((Scalar) only("s\n and t")).at(2)).isEqualTo(Position.START);
        assertThat(((Scalar) only("|\n  s")).at(1)).isEqualTo(Position.START);
        assertThat(((Scalar) only(">\n  s")).at(1)).isEqualTo(Position.START);
    }

    @Test
    void shouldMergeMapsBehindTheirOwnKeys() {
        assertThat(dump(only("""
                x: &x {a: 1, b: 1}
                y: &y {b: 2, c: 2}
                one: {<<: *x, a: 0}
                two: {<<: [*x, *y]}
                """)))
                .contains("one: {3:6 a: 0@3:18, b: 1@1:17}", "two: {4:6 a: 1@1:11, b: 1@1:17, c: 2@2:17}");
    }

    @Test
    void shouldWriteAliasesOutWithinTheirDocumentOnly() {
        // When
        List<YamlNode> documents = read("a: &x [1]\nb: *x\n---\nc: *x\n");

        // Then
        assertThat(dump(documents.get(0))).isEqualTo("{1:1 a: [1:4 1@1:8], b: [1:4 1@1:8]}");
        assertThat(errors()).containsExactly("f.yml:4:4: error: Nothing before this place is anchored as 'x'.");
    }

    @Test
    void shouldSkipEmptyDocuments() {
        assertThat(read("---\n---\na: 1\n---\n~\n---\n''\n"))
                .extracting(YamlReaderTest::dump)
                .containsExactly("{3:1 a: 1@3:4}", "@7:2");
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1¶a: 2       | 2:1: error: The key 'a' occurs twice in this map.
            ? [a]¶: 1       | 1:3: error: A key must be a single value, this is a list.
            ? {a: 1}¶: 1    | 1:3: error: A key must be a single value, this is a map.
            a: {<<: 5}      | 1:9: error: Only a map can be merged with '<<', this is a number.
            a: {<<: true}   | 1:9: error: Only a map can be merged with '<<', this is true or false.
            a: {<<: 1.5}    | 1:9: error: Only a map can be merged with '<<', this is a number.
            a: {<<: x}      | 1:9: error: Only a map can be merged with '<<', this is a text.
            a: {<<: ~}      | 1:9: error: Only a map can be merged with '<<', this is null.
            a: [*a]         | 1:5: error: Nothing before this place is anchored as 'a'.
            """)
    void shouldSayWhatIsWrongAndReadOn(String text, String error) {
        // When
        List<YamlNode> documents = read(text.replace('¶', '\n'));

        // Then
        assertThat(errors()).containsExactly("f.yml:" + error);
        assertThat(documents).hasSize(1);
    }

    @Test
    void shouldKeepTheDocumentsBeforeAnErrorOfSyntax() {
        // When
        List<YamlNode> documents = read("a: 1\n---\nb: [1\n");

        // Then
        assertThat(documents).extracting(YamlReaderTest::dump).containsExactly("{1:1 a: 1@1:4}");
        assertThat(errors()).singleElement().asString().startsWith("f.yml:4:1: error: Not YAML: ");
    }

    @Test
    void shouldRefuseCharactersThatYamlDoesNotHave() {
        assertThat(read("a: \u0001")).isEmpty();
        assertThat(errors()).singleElement().asString().startsWith("f.yml:1:1: error: Not YAML: ");
    }

    @Test
    void shouldReadUpToItsBoundsAndNoFurther() {
        String most = "#" + "x".repeat((1 << 20) - 3) + "\na";
        assertThat(read(most)).hasSize(1);
        assertThat(read("[".repeat(100) + "]".repeat(100))).hasSize(1);
        assertThat(read("[" + "1,".repeat(199_998) + "1]")).hasSize(1);
        assertThat(errors()).isEmpty();

        assertThat(read(most + "a")).isEmpty();
        assertThat(read("[".repeat(101) + "]".repeat(101))).isEmpty();
        assertThat(read("{a: ".repeat(100) + "1" + "}".repeat(100))).isEmpty();
        assertThat(read("[" + "1,".repeat(199_999) + "1]")).isEmpty();
        assertThat(errors())
                .containsExactly(
                        "f.yml:1:1: error: The file is larger than 1048576 characters.",
                        "f.yml:1:101: error: Nested more than 100 levels deep.",
                        "f.yml:1:398: error: Nested more than 100 levels deep.",
                        "f.yml:1:400000: error: More than 200000 values, aliases written out.");
    }

    /** What is written out counts as often as it is. */
    @Test
    void shouldCountAliasesAndMergedMapsWrittenOut() {
        String thousand = "a: &a [" + "1,".repeat(999) + "1]\n";
        assertThat(read(thousand + "b: [" + "*a,".repeat(197) + "*a]\n")).hasSize(1);
        String map = "a: &a {"
                + IntStream.range(0, 1000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "))
                + "}\n";
        assertThat(read(map + "b: [" + "{<<: *a},".repeat(60) + "]\n")).hasSize(1);
        assertThat(errors()).isEmpty();

        assertThat(read(thousand + "b: [" + "*a,".repeat(199) + "*a]\n")).isEmpty();
        assertThat(read(map + "b: [" + "{<<: *a},".repeat(70) + "]\n")).isEmpty();
        assertThat(errors()).hasSize(2).allMatch(error -> error.contains("More than 200000 values"));
    }

    private YamlNode only(String text) {
        List<YamlNode> documents = read(text);
        assertThat(errors()).isEmpty();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    private List<YamlNode> read(String text) {
        return YamlReader.read(new SourceFile("f.yml", text), issues);
    }

    private List<String> errors() {
        return issues.list().stream().map(Issue::toString).toList();
    }

    private static String dump(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.text() + "@" + scalar.position();
        } else if (node instanceof Sequence list) {
            return "[" + list.position() + " "
                    + list.items().stream().map(YamlReaderTest::dump).collect(Collectors.joining(", ")) + "]";
        }
        Mapping map = (Mapping) node;
        return "{" + map.position() + " "
                + map.entries().stream()
                        .map(entry -> entry.name() + ": " + dump(entry.value()))
                        .collect(Collectors.joining(", "))
                + "}";
    }
}
