package io.windhover.connect.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One invented record for each shape of each log, in a folder a log, and the event that comes of it; the headers that it
 * was pushed with, if it was, stand in {@code .headers}. With {@code -Dgolden.update=true} the expected events are written
 * anew: look at the difference before it is committed.
 */
class GoldenEventTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Instant INGEST = Instant.parse("2026-10-01T09:00:00Z");

    private final ObjectMapper json = new ObjectMapper();

    static List<String> shapes() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.map(file -> GOLDEN.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".json") && !name.endsWith(".event.json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldNormalise(String shape) throws IOException {
        // Given
        byte[] raw = Files.readAllBytes(GOLDEN.resolve(shape + ".json"));
        Path golden = GOLDEN.resolve(shape + ".event.json");

        // When
        Optional<Normaliser> normaliser = KnownLogs.standard().recogniser().recognise(raw, 0, raw.length);
        Normalisation result =
                normaliser.orElseThrow().normalise(new RawEvent(raw, 0, raw.length, "test", 7, INGEST, headers(shape)));

        // Then
        CloudEvent event = ((Normalisation.Normalised) result).event();
        assertThat(event.getRaw()).isEqualTo(ByteBuffer.wrap(raw));
        String actual = print(event);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden, UTF_8));
    }

    private static Map<String, String> headers(String shape) throws IOException {
        Path file = GOLDEN.resolve(shape + ".headers");
        if (!Files.exists(file)) {
            return Map.of();
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(header -> header[0], header -> header[1]));
    }

    /** What the event says: without the raw bytes, and without what is null. */
    private String print(CloudEvent event) throws IOException {
        ObjectNode tree = (ObjectNode) tree(event);
        tree.remove("raw");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n"));
        return json.writer(printer).writeValueAsString(tree) + "\n";
    }

    private JsonNode tree(Object value) {
        if (value instanceof IndexedRecord record) {
            ObjectNode node = json.createObjectNode();
            record.getSchema().getFields().stream()
                    .filter(field -> record.get(field.pos()) != null)
                    .forEach(field -> node.set(field.name(), tree(record.get(field.pos()))));
            return node;
        }
        if (value instanceof List<?> list) {
            List<JsonNode> nodes = new ArrayList<>();
            list.forEach(element -> nodes.add(tree(element)));
            return json.valueToTree(nodes);
        }
        return value instanceof Instant || value instanceof ByteBuffer
                ? json.valueToTree(value.toString())
                : json.valueToTree(value);
    }
}
