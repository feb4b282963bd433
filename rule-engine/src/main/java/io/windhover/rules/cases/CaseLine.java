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
import io.windhover.rules.source.Timespan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of one line of a test file, and says where something in it is not as it should be. */
final class CaseLine {
    /** Longer ones are mistakes, and times past the year 9999 are no dates. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** What stands around an event: the line's object, the array, the step. */
    private static final int DEPTH_AROUND = 3;

    /** The event itself may be as deep as one that is judged. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonScanner.MAX_DEPTH + DEPTH_AROUND)
                    .build())
            .build();

    private final Issues issues;
    private final String line;
    private final int number;
    private final JsonParser json;

    /** Reads the value of a member; the parser stands at its first token, and then at its last. */
    interface Member {
        void read(String key) throws IOException;
    }

    private CaseLine(Issues issues, String line, int number, JsonParser json) {
        this.issues = issues;
        this.line = line;
        this.number = number;
        this.json = json;
    }

    /** Reads one line. */
    interface Reading {
        void read(CaseLine line) throws IOException;
    }

    /** Has a line read, and adds what keeps it from being JSON to {@code issues}. */
    static void read(Issues issues, String line, int number, Reading reading) {
        try (JsonParser json = JSON.createParser(line)) {
            CaseLine read = new CaseLine(issues, line, number, json);
            try {
                reading.read(read);
            } catch (StreamConstraintsException e) {
                issues.error(
                        read.at(e.getLocation()), "The line is nested too deep or holds a value that is too long.");
            } catch (JsonProcessingException e) {
                issues.error(read.at(e.getLocation()), "Not JSON: " + e.getOriginalMessage() + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parser itself. */
    JsonParser json() {
        return json;
    }

    Position start() {
        return new Position(number, 1);
    }

    /** Where the token begins that was read last. */
    Position place() {
        return at(json.currentTokenLocation());
    }

    void error(Position place, String message) {
        issues.error(place, message);
    }

    void error(Position place, String message, Optional<String> suggestion) {
        issues.error(place, message, suggestion);
    }

    /** Says what the value at hand should be, and passes over it. */
    void refuse(String message) throws IOException {
        issues.error(place(), message);
        json.skipChildren();
    }

    /**
     * Reads the object at hand, each key once.
     *
     * @param keys that are known
     * @return where the values of those that there are begin
     */
    Map<String, Position> object(Set<String> keys, Member member) throws IOException {
        return object(keys::contains, key -> "Unknown key '" + key + "'.", keys, member);
    }

    /** The same, for keys that are told by their form. */
    Map<String, Position> object(Predicate<String> isKey, String otherwise, Member member) throws IOException {
        return object(isKey, key -> "'" + key + "' " + otherwise, Set.of(), member);
    }

    private interface Message {
        String of(String key);
    }

    private Map<String, Position> object(Predicate<String> isKey, Message unknown, Set<String> keys, Member member)
            throws IOException {
        Map<String, Position> places = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            Position place = place();
            json.nextToken();
            if (!isKey.test(key)) {
                issues.error(place, unknown.of(key), Nearest.question(key, keys));
                json.skipChildren();
            } else if (places.putIfAbsent(key, place()) != null) {
                issues.error(place, "The key '" + key + "' occurs twice.");
                json.skipChildren();
            } else {
                member.read(key);
            }
        }
        return places;
    }

    /** The object at hand as it was written: numbers keep their form and keys that stand twice stay. */
    String event() throws IOException {
        int from = (int) json.currentTokenLocation().getCharOffset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            refuse("'event' is the whole raw event, a JSON object.");
            return "";
        }
        json.skipChildren();
        return line.substring(from, (int) json.currentLocation().getCharOffset());
    }

    boolean flag(String key) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            refuse("'" + key + "' is true or false.");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    String text(String key) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING && !json.getText().isBlank()) {
            return json.getText();
        }
        refuse("'" + key + "' is a text that is not empty.");
        return "";
    }

    /** A whole number from 1; 1 where it is none. */
    int count(String key, int most) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            long value = json.getText().length() > 10 ? Long.MAX_VALUE : json.getLongValue();
            if (value >= 1 && value <= most) {
                return (int) value;
            }
        }
        refuse("'" + key + "' is a whole number from 1 to " + most + ".");
        return 1;
    }

    double decimal(String key, double least, double most) throws IOException {
        if (json.currentToken().isNumeric()) {
            double value = json.getDoubleValue();
            if (value >= least && value <= most) {
                return value;
            }
        }
        refuse("'" + key + "' is a number from " + (long) least + " to " + (long) most + ".");
        return 0;
    }

    /** A span of time of ten years at most; zero where it is none. */
    Duration span(String key) throws IOException {
        Optional<Duration> span = json.currentToken() == JsonToken.VALUE_STRING
                ? Timespan.parseSum(json.getText()).filter(each -> each.compareTo(LONGEST) <= 0)
                : Optional.empty();
        if (span.isEmpty()) {
            refuse("'" + key + "' is a span of time such as \"90s\", \"12m\" or \"10d3h\", ten years at most.");
        }
        return span.orElse(Duration.ZERO);
    }

    Position at(@Nullable JsonLocation location) {
        int offset = location == null ? 0 : (int) Math.max(0, Math.min(line.length(), location.getCharOffset()));
        return new Position(number, line.codePointCount(0, offset) + 1);
    }
}
