package io.windhover.cli.connectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connector's settings, as a file holds them: one JSON object of texts, with the connector's name among them. Kafka's own
 * {@code connect-standalone} takes the same file.
 *
 * @param name the connector's name
 * @param settings all of them
 */
record ConnectorFile(String name, Map<String, String> settings) {
    /** A connector has some dozens of settings. */
    private static final long LARGEST = 1 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The files, and of folders those whose names end in {@code .json}; in the order of their names.
     *
     * @throws Failure if one cannot be read, is no connector, or two have one name
     */
    static List<ConnectorFile> read(List<Path> paths) {
        Map<String, Path> places = new LinkedHashMap<>();
        List<ConnectorFile> all = new ArrayList<>();
        for (Path file : files(paths)) {
            ConnectorFile connector = read(file);
            @Nullable Path other = places.put(connector.name, file);
            if (other != null) {
                throw new Failure(file + " and " + other + " are both of connector '" + connector.name + "'");
            }
            all.add(connector);
        }
        return all;
    }

    private static List<Path> files(List<Path> paths) {
        List<Path> all = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                all.add(path);
                continue;
            }
            try (Stream<Path> children = Files.list(path)) {
                all.addAll(
                        children.filter(child -> child.getFileName().toString().endsWith(".json"))
                                .sorted()
                                .toList());
            } catch (IOException e) {
                throw new Failure(path + ": cannot be listed: " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static ConnectorFile read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Failure(file + ": larger than a connector's settings can be");
            }
            Map<String, String> settings = parse(file, Files.readString(file));
            String name = settings.get("name");
            if (name == null || name.isBlank()) {
                throw new Failure(file + ": the connector's \"name\" is missing");
            }
            return new ConnectorFile(name, settings);
        } catch (NoSuchFileException e) {
            throw new Failure(file + ": no such file", e);
        } catch (JsonProcessingException e) {
            throw new Failure(
                    file + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr() + ": not JSON: " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> parse(Path file, String text) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Failure(file + ": must be one JSON object of settings");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (value == null || !value.isScalarValue() || value == JsonToken.VALUE_NULL) {
                    throw new Failure(file + ":" + json.currentTokenLocation().getLineNr() + ": " + key
                            + " must be a text: settings stand beside \"name\", in one object");
                }
                settings.put(key, json.getText());
            }
            if (json.nextToken() != null) {
                throw new Failure(file + ": has more than one JSON object");
            }
        }
        return settings;
    }

    /** The body of a request. */
    String json() {
        return JsonLines.line(json -> {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
        });
    }

    /** Without the settings: secrets may stand there. */
    @Override
    public String toString() {
        return "ConnectorFile[" + name + "]";
    }
}
