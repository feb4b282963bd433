package io.windhover.rules.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.windhover.rules.json.JsonScanner;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule's test file: one JSON object a line with {@code name}, {@code match}, {@code event} and perhaps
 * {@code level} and {@code rule}. Empty lines are passed over.
 */
public final class RuleCaseParser {
    private static final Set<String> KEYS = Set.of("name", "match", "level", "rule", "event");
    private static final Set<String> REQUIRED = Set.of("name", "match", "event");
    private static final Map<String, Level> LEVELS =
            Arrays.stream(Level.values()).collect(Collectors.toUnmodifiableMap(RuleCaseParser::word, level -> level));

    /** The event itself may be as deep as one that is judged. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonScanner.MAX_DEPTH + 1)
                    .build())
            .build();

    private final String file;
    private final Issues issues;
    private final String line;
    private final int number;

    private final Map<String, Position> places = new HashMap<>();
    private String name = "";
    private boolean match;
    private @Nullable Level level;
    private @Nullable String rule;
    private String event = "";

    private RuleCaseParser(String file, Issues issues, String line, int number) {
        this.file = file;
        this.issues = issues;
        this.line = line;
        this.number = number;
    }

    /** The lines that are sound; what is wrong with the others is in {@code issues}. */
    public static List<RuleCase> parse(SourceFile file, Issues issues) {
        List<RuleCase> cases = new ArrayList<>();
        int number = 0;
        for (String line : file.text().lines().toList()) {
            number++;
            if (!line.isBlank()) {
                new RuleCaseParser(file.name(), issues, line, number).read().ifPresent(cases::add);
            }
        }
        return cases;
    }

    private Optional<RuleCase> read() {
        int before = issues.errors();
        try (JsonParser json = JSON.createParser(line)) {
            object(json);
        } catch (StreamConstraintsException e) {
            issues.error(at(e.getLocation()), "The line is nested too deep or holds a value that is too long.");
        } catch (JsonProcessingException e) {
            issues.error(at(e.getLocation()), "Not JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (issues.errors() == before) {
            complete();
        }
        if (issues.errors() > before) {
            return Optional.empty();
        }
        return Optional.of(new RuleCase(
                name, match, level, rule, event, file, new Position(number, 1), places.getOrDefault("event", start())));
    }

    private void object(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            issues.error(at(json.currentTokenLocation()), "A line of a test file is a JSON object.");
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            Position place = at(json.currentTokenLocation());
            json.nextToken();
            if (!KEYS.contains(key)) {
                issues.error(place, "Unknown key '" + key + "'.", Nearest.question(key, KEYS));
                json.skipChildren();
            } else if (places.putIfAbsent(key, at(json.currentTokenLocation())) != null) {
                issues.error(place, "The key '" + key + "' occurs twice.");
                json.skipChildren();
            } else {
                value(key, json);
            }
        }
        if (json.nextToken() != null) {
            issues.error(at(json.currentTokenLocation()), "Something stands behind the object; one object a line.");
        }
    }

    private void value(String key, JsonParser json) throws IOException {
        switch (key) {
            case "match" -> match = flag(json);
            case "event" -> event = event(json);
            case "name" -> name = text(key, json);
            case "rule" -> rule = text(key, json);
            default -> level = level(json);
        }
    }

    private boolean flag(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            issues.error(at(json.currentTokenLocation()), "'match' is true or false.");
            json.skipChildren();
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private String text(String key, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING && !json.getText().isBlank()) {
            return json.getText();
        }
        issues.error(at(json.currentTokenLocation()), "'" + key + "' is a text that is not empty.");
        json.skipChildren();
        return "";
    }

    private @Nullable Level level(JsonParser json) throws IOException {
        Position place = at(json.currentTokenLocation());
        String word = text("level", json);
        Level known = LEVELS.get(word.toLowerCase(Locale.ROOT));
        if (known == null && !word.isEmpty()) {
            issues.error(place, "Unknown level '" + word + "'.", Nearest.question(word, LEVELS.keySet()));
        }
        return known;
    }

    private String event(JsonParser json) throws IOException {
        int from = (int) json.currentTokenLocation().getCharOffset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            issues.error(at(json.currentTokenLocation()), "'event' is the whole raw event, a JSON object.");
            json.skipChildren();
            return "";
        }
        json.skipChildren();
        // As it was written: numbers keep their form and keys that stand twice stay.
        return line.substring(from, (int) json.currentLocation().getCharOffset());
    }

    private void complete() {
        REQUIRED.stream()
                .filter(key -> !places.containsKey(key))
                .sorted()
                .forEach(key -> issues.error(start(), "The line has no '" + key + "'."));
        if (level != null && !match && places.containsKey("match")) {
            issues.error(places.getOrDefault("level", start()), "An event that must not match has no 'level'.");
        }
    }

    private Position start() {
        return new Position(number, 1);
    }

    private Position at(@Nullable JsonLocation location) {
        int offset = location == null ? 0 : (int) Math.max(0, Math.min(line.length(), location.getCharOffset()));
        return new Position(number, line.codePointCount(0, offset) + 1);
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
