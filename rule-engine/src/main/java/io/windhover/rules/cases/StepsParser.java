package io.windhover.rules.cases;

import com.fasterxml.jackson.core.JsonToken;
import io.windhover.rules.source.Position;
import io.windhover.schemas.LogSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code events}: what happens, one after the other, each with its offset from the start. */
final class StepsParser {
    /** A test that needs more is a simulation. */
    private static final int MOST_EVENTS = 20_000;

    private static final Set<String> KEYS = Set.of("at", "event", "log", "repeat");
    private static final Set<String> REPEAT_KEYS = Set.of("count", "every");

    private final CaseLine line;

    private Duration at = Duration.ZERO;
    private String event = "";
    private @Nullable LogSource log;
    private int count = 1;
    private Duration every = Duration.ZERO;

    private StepsParser(CaseLine line) {
        this.line = line;
    }

    /** Reads the array at hand. */
    static List<CaseStep> parse(CaseLine line) throws IOException {
        Position place = line.place();
        if (line.json().currentToken() != JsonToken.START_ARRAY) {
            line.refuse("'events' is an array of events, each with 'at' and 'event'.");
            return List.of();
        }
        List<CaseStep> steps = new ArrayList<>();
        long events = 0;
        while (line.json().nextToken() != JsonToken.END_ARRAY) {
            CaseStep step = new StepsParser(line).step();
            steps.add(step);
            events += step.count();
        }
        if (steps.isEmpty()) {
            line.error(place, "'events' is empty.");
        } else if (events > MOST_EVENTS) {
            line.error(place, "These are " + events + " events; " + MOST_EVENTS + " at most.");
        }
        return steps;
    }

    private CaseStep step() throws IOException {
        Position place = line.place();
        if (line.json().currentToken() != JsonToken.START_OBJECT) {
            line.refuse("One of 'events' is an object with 'at' and 'event'.");
            return new CaseStep(at, count, every, log, event, place);
        }
        Map<String, Position> places = line.object(KEYS, this::member);
        for (String key : List.of("at", "event")) {
            if (!places.containsKey(key)) {
                line.error(place, "The event has no '" + key + "'.");
            }
        }
        return new CaseStep(at, count, every, log, event, places.getOrDefault("event", place));
    }

    private void member(String key) throws IOException {
        switch (key) {
            case "at" -> at = line.span(key);
            case "event" -> event = line.event();
            case "log" -> log = log();
            default -> repeat();
        }
    }

    private @Nullable LogSource log() throws IOException {
        Position place = line.place();
        String[] words = line.text("log").split("/", -1);
        if (words.length > 2 || words[0].isBlank() || words[words.length - 1].isBlank()) {
            line.error(place, "'log' is product/service, for example \"aws/cloudtrail\".");
            return null;
        }
        return new LogSource(words[0], words.length == 2 ? words[1] : null, null);
    }

    private void repeat() throws IOException {
        Position place = line.place();
        if (line.json().currentToken() != JsonToken.START_OBJECT) {
            line.refuse("'repeat' is an object with 'count' and 'every'.");
            return;
        }
        Map<String, Position> places = line.object(REPEAT_KEYS, this::repeatMember);
        for (String key : List.of("count", "every")) {
            if (!places.containsKey(key)) {
                line.error(place, "'repeat' has no '" + key + "'.");
            }
        }
    }

    private void repeatMember(String key) throws IOException {
        if (key.equals("count")) {
            count = line.count(key, MOST_EVENTS);
        } else {
            every = line.span(key);
        }
    }
}
