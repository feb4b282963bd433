package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawTruncationTest {

    private static final int MAX = 10_000;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldCutTheLongestTextsAndKeepTheRest() throws IOException {
        // Given
        String event =
                "{\"eventName\":\"PutObject\",\"body\":\"%s\",\"other\":{\"policy\":\"%s\",\"list\":[1,true,null]},\"last\":\"kept\"}"
                        .formatted("x".repeat(50_000), "y".repeat(500));

        // When
        JsonNode kept = truncate(event);

        // Then
        assertThat(kept.at("/eventName").asText()).isEqualTo("PutObject");
        assertThat(kept.at("/body").asText()).startsWith("xxx").hasSizeBetween(9_000, MAX);
        assertThat(kept.at("/other/policy").asText()).hasSize(500);
        assertThat(kept.at("/other/list")).isEqualTo(json.readTree("[1,true,null]"));
        assertThat(kept.at("/last").asText()).isEqualTo("kept");
    }

    @Test
    void shouldLeaveOutWhatDoesNotFitWhereTheEventIsLargeByItsNumberOfValues() throws IOException {
        String list = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"id\":\"i-" + i + "\"}")
                .collect(Collectors.joining(","));

        JsonNode kept = truncate("{\"eventName\":\"RunInstances\",\"items\":[" + list + "],\"n\":1}");

        assertThat(kept.at("/eventName").asText()).isEqualTo("RunInstances");
        assertThat(kept.at("/items")).hasSizeGreaterThan(200);
        assertThat(kept.at("/items/0/id").asText()).isEqualTo("i-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "東", "🦅", "\\u0001", "\\\"", "\\\\", "\\ud83e"})
    void shouldNeverCutACharacterInTwo(String character) throws IOException {
        JsonNode kept = truncate("{\"a\":\"" + character.repeat(20_000) + "\"}");

        String text = kept.at("/a").asText();
        assertThat(text).hasSizeGreaterThan(1_000);
        assertThat(text.chars().distinct().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldStayWithinItsBoundForDeepNesting() throws IOException {
        truncate("{\"pad\":\"" + "x".repeat(20_000) + "\",\"a\":" + "{\"a\":[".repeat(100) + "]}".repeat(100) + "}");
    }

    private JsonNode truncate(String event) throws IOException {
        byte[] bytes = ("##" + event + "##").getBytes(UTF_8);
        byte[] kept = new RawTruncation(MAX).truncate(bytes, 2, bytes.length - 4);
        assertThat(kept.length).isLessThanOrEqualTo(MAX);
        return json.readTree(kept);
    }
}
