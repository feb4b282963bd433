package io.windhover.cli.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON objects whose keys keep their order, so that the same story gives the same bytes. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private Json() {}

    /**
     * An object as a log shows it, with apostrophes for quotation marks.
     *
     * @param arguments for the {@code %s} in the text
     */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation is another library's; a wrong text fails the test.
    static Map<String, @Nullable Object> object(String text, Object... arguments) {
        try {
            return MAPPER.<LinkedHashMap<String, @Nullable Object>>readValue(
                    text.formatted(arguments),
                    MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A list of texts, to stand in the text of an object. */
    static String list(List<String> texts) {
        return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    static String write(Map<String, @Nullable Object> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
