package io.windhover.detector.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.rules.ir.Network;
import io.windhover.rules.source.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of an operator's own: one JSON object a line, with {@code range} and what is known of it in the names of the
 * event schema's {@code Geo}. A line that begins with # is a comment.
 *
 * @param rows in the order of the file
 * @param version of its text
 */
record TableFile(List<Row> rows, String version) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> KEYS =
            Set.of("range", "country", "region", "city", "latitude", "longitude", "as_number", "as_name", "network");

    /** What is known of one range. */
    record Row(
            Network range,
            Place place,
            @Nullable AutonomousSystem system,
            @Nullable String kind) {}

    static TableFile read(Path path) throws IOException, NetworkSourceException {
        SmallFile file = SmallFile.read(path);
        List<Row> rows = new ArrayList<>();
        file.lines("", line -> {
            if (!line.startsWith("#")) {
                rows.add(row(line));
            }
        });
        if (rows.isEmpty()) {
            throw new NetworkSourceException("names no range of addresses");
        }
        return new TableFile(rows, file.version());
    }

    private static Row row(String line) throws NetworkSourceException, JsonProcessingException {
        JsonNode row = JSON.readTree(line);
        if (!row.isObject()) {
            throw new NetworkSourceException("not a JSON object");
        }
        refuseUnknown(row.fieldNames());
        String range = text(row, "range");
        if (range == null) {
            throw new NetworkSourceException("has no range");
        }
        Place place = new Place(
                text(row, "country"),
                text(row, "region"),
                text(row, "city"),
                number(row, "latitude"),
                number(row, "longitude"));
        String kind = text(row, "network");
        if (kind != null && !NetworkSources.isKind(kind)) {
            throw new NetworkSourceException("'" + kind + "' is no kind of network such as cloud or vpn");
        }
        return new Row(RangeFile.network(range), place, system(row), kind);
    }

    private static @Nullable AutonomousSystem system(JsonNode row) throws NetworkSourceException {
        if (!row.hasNonNull("as_number")) {
            return null;
        }
        long number = AutonomousSystem.number(row.get("as_number").asText());
        if (number < 0) {
            throw new NetworkSourceException("as_number is no autonomous system such as 64500");
        }
        return new AutonomousSystem(number, text(row, "as_name"));
    }

    private static @Nullable String text(JsonNode row, String key) throws NetworkSourceException {
        if (!row.hasNonNull(key)) {
            return null;
        }
        if (!row.get(key).isTextual()) {
            throw new NetworkSourceException(key + " is not text");
        }
        return row.get(key).textValue();
    }

    private static @Nullable Double number(JsonNode row, String key) throws NetworkSourceException {
        if (!row.hasNonNull(key)) {
            return null;
        }
        if (!row.get(key).isNumber()) {
            throw new NetworkSourceException(key + " is not a number");
        }
        return row.get(key).doubleValue();
    }

    private static void refuseUnknown(Iterator<String> keys) throws NetworkSourceException {
        while (keys.hasNext()) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                String suggestion =
                        Nearest.question(key, KEYS).map(said -> "; " + said).orElse("");
                throw new NetworkSourceException("unknown key '" + key + "'" + suggestion);
            }
        }
    }
}
