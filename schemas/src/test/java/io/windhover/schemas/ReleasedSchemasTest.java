package io.windhover.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the schemas to what has been released: {@code released/<name>-<version>.avsc}, each with all that
 * it refers to.
 *
 * <p>Compatible in both directions, because the stages of a cluster are updated one after the other: for
 * a while the new release reads what the old one writes, and the old what the new one writes. When a
 * schema that has changed is released, its text is added here under the next version; what is here stays.
 */
class ReleasedSchemasTest {

    private static final Map<String, Schema> CURRENT = Stream.of(
                    CloudEvent.getClassSchema(),
                    Finding.getClassSchema(),
                    Alert.getClassSchema(),
                    Disposition.getClassSchema(),
                    EpisodeBook.getClassSchema(),
                    Incident.getClassSchema(),
                    LineageStep.getClassSchema(),
                    LineageNode.getClassSchema(),
                    Observation.getClassSchema(),
                    GroupTimer.getClassSchema(),
                    RiskState.getClassSchema(),
                    RuleDocument.getClassSchema(),
                    ListEntry.getClassSchema(),
                    IdentityEntry.getClassSchema(),
                    SourceActivity.getClassSchema(),
                    SourceWatch.getClassSchema())
            .collect(Collectors.toUnmodifiableMap(Schema::getName, schema -> schema));

    static final List<Arguments> INCOMPATIBLE = List.of(
            change(
                    "a field without a default",
                    text -> text.replace(
                            "\"fields\" : [ {", "\"fields\" : [ {\"name\": \"added\", \"type\": \"string\"}, {")),
            change("a field with another name", text -> text.replace("\"rule_uid\"", "\"rule_id\"")),
            change(
                    "a field with another type",
                    text -> text.replace(
                            "\"name\" : \"rule_hash\",\n    \"type\" : \"string\"",
                            "\"name\" : \"rule_hash\",\n    \"type\" : \"int\"")),
            change(
                    "a wider type, which old readers do not know",
                    text -> text.replace(
                            "\"name\" : \"depth\",\n    \"type\" : \"int\"",
                            "\"name\" : \"depth\",\n    \"type\" : \"long\"")),
            change("a record with another name", text -> text.replace("\"Evidence\"", "\"Proof\"")));

    private static Arguments change(String what, UnaryOperator<String> edit) {
        return Arguments.of(what, edit);
    }

    static Stream<Path> released() {
        return files("src/test/resources/released");
    }

    private static Stream<Path> files(String directory) {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldStayCompatibleWithWhatWasReleased(Path file) throws IOException {
        String fileName = file.getFileName().toString();
        Schema current = CURRENT.get(fileName.substring(0, fileName.indexOf('-')));

        assertThat(incompatibilities(current, parse(Files.readString(file)))).isEmpty();
    }

    @Test
    void shouldKnowAReleaseOfEachSchema() {
        assertThat(names("src/main/avro"))
                .map(name -> name.replace(".avsc", ""))
                .hasSameElementsAs(CURRENT.keySet());
        assertThat(names("src/test/resources/released"))
                .containsAll(
                        CURRENT.keySet().stream().map(name -> name + "-1.avsc").toList());
    }

    private static List<String> names(String directory) {
        return files(directory).map(file -> file.getFileName().toString()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("INCOMPATIBLE")
    void shouldNoticeAnIncompatibleChange(String what, UnaryOperator<String> edit) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/released/Observation-1.avsc"));
        String changed = edit.apply(text);

        assertThat(changed).as("the change was made").isNotEqualTo(text);
        assertThat(incompatibilities(parse(changed), parse(text))).as(what).isNotEmpty();
    }

    @Test
    void shouldAllowAFieldWithADefault() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/released/Observation-1.avsc"));
        String changed = text.replace(
                "\"fields\" : [ {",
                "\"fields\" : [ {\"name\": \"added\", \"type\": [\"null\", \"string\"], \"default\": null}, {");

        assertThat(incompatibilities(parse(changed), parse(text))).isEmpty();
    }

    @Test
    void shouldAllowAnotherSymbolOfAnEnum() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/released/RuleDocument-1.avsc"));
        String changed = text.replace("\"SIGMA\"", "\"SIGMA\", \"YARA\"");

        assertThat(changed).isNotEqualTo(text);
        assertThat(incompatibilities(parse(changed), parse(text))).isEmpty();
    }

    @Test
    void shouldExplainEverything() {
        List<String> unexplained = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        CURRENT.values().forEach(schema -> collectUnexplained(schema, seen, unexplained));

        assertThat(unexplained).isEmpty();
        assertThat(seen).contains("io.windhover.schemas.Geo", "io.windhover.schemas.RuleMode");
    }

    private static void collectUnexplained(Schema schema, Set<String> seen, List<String> unexplained) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    requireDoc(schema.getFullName(), schema.getDoc(), unexplained);
                    for (Schema.Field field : schema.getFields()) {
                        requireDoc(schema.getFullName() + "." + field.name(), field.doc(), unexplained);
                        collectUnexplained(field.schema(), seen, unexplained);
                    }
                }
            }
            case ENUM -> {
                if (seen.add(schema.getFullName())) {
                    requireDoc(schema.getFullName(), schema.getDoc(), unexplained);
                    // Without a default, an old reader would stumble over a new symbol.
                    requireDoc(schema.getFullName() + "'s default", schema.getEnumDefault(), unexplained);
                }
            }
            case ARRAY -> collectUnexplained(schema.getElementType(), seen, unexplained);
            case MAP -> collectUnexplained(schema.getValueType(), seen, unexplained);
            case UNION -> schema.getTypes().forEach(type -> collectUnexplained(type, seen, unexplained));
            default -> {
                // A plain type needs no explanation beside its field's.
            }
        }
    }

    private static void requireDoc(String what, String doc, List<String> unexplained) {
        if (doc == null || doc.isBlank()) {
            unexplained.add(what);
        }
    }

    private static List<String> incompatibilities(Schema current, Schema released) {
        List<String> found = new ArrayList<>();
        describe("the new reads the released", current, released, found);
        describe("the released reads the new", released, current, found);
        return found;
    }

    private static void describe(String direction, Schema reader, Schema writer, List<String> found) {
        for (Incompatibility problem : SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()) {
            found.add(direction + ": " + problem.getType() + " at " + problem.getLocation() + ": "
                    + problem.getMessage());
        }
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }
}
