package io.windhover.connect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records in which one value, whichever it is, has another type than it should. */
class OtherTypesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Instant INGEST = Instant.parse("2026-10-01T09:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final KnownLogs logs = KnownLogs.standard();

    static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(".event.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldNormaliseOrRefuseWhateverTypeAValueHas(Path file) throws IOException {
        // Given
        byte[] raw = Files.readAllBytes(file);
        JsonNode record = json.readTree(raw);
        Normaliser normaliser = logs.recogniser().recognise(raw, 0, raw.length).orElseThrow();
        List<String> values = List.of(
                "null",
                "{}",
                "[]",
                "7",
                "-1.5e300",
                "true",
                "\"\"",
                "\" \"",
                "\"/\"",
                "\":\"",
                "\"#EXT#\"",
                "[[]]",
                "[null,{\"id\":[]},7]",
                "{\"value\":{}}");

        // When, Then: no exception, and the cheap check says what normalising says
        for (JsonNode container : containers(record)) {
            for (int i = 0; i < container.size(); i++) {
                for (String value : values) {
                    JsonNode before = replace(container, i, json.readTree(value));
                    check(normaliser, json.writeValueAsBytes(record), value);
                    replace(container, i, before);
                }
            }
        }
    }

    private static void check(Normaliser normaliser, byte[] bytes, String value) {
        Normalisation result = normaliser.normalise(RawEvent.of(bytes, INGEST));
        Optional<String> refusal = normaliser.refusal(bytes, 0, bytes.length);
        if (result instanceof Normalisation.Refused refused) {
            assertThat(refusal).as(value).contains(refused.reason());
        } else {
            assertThat(refusal).as(value).isEmpty();
        }
    }

    private static List<JsonNode> containers(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        if (root.isContainerNode()) {
            containers.add(root);
            root.forEach(child -> containers.addAll(containers(child)));
        }
        return containers;
    }

    /** Puts a value in a member's or an element's place, and gives back what was there. */
    private static JsonNode replace(JsonNode container, int index, JsonNode value) {
        if (container instanceof ArrayNode array) {
            JsonNode before = array.get(index);
            array.set(index, value);
            return before;
        }
        ObjectNode object = (ObjectNode) container;
        String name = object.properties().stream()
                .skip(index)
                .findFirst()
                .orElseThrow()
                .getKey();
        return object.replace(name, value);
    }
}
