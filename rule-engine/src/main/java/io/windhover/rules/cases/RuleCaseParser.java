package io.windhover.rules.cases;

import com.fasterxml.jackson.core.JsonToken;
import io.windhover.rules.cases.CaseInput.OneEvent;
import io.windhover.rules.cases.CaseInput.Sequence;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule's test file: one JSON object a line with {@code name}, {@code match} and {@code event} or {@code events},
 * and perhaps {@code level}, {@code rule}, {@code network}, {@code until} and {@code alerts}. Empty lines are passed over.
 */
public final class RuleCaseParser {
    private static final Set<String> KEYS =
            Set.of("name", "match", "level", "rule", "event", "events", "network", "until", "alerts");
    private static final int MOST_ALERTS = 10_000;
    private static final Map<String, Level> LEVELS =
            Arrays.stream(Level.values()).collect(Collectors.toUnmodifiableMap(RuleCaseParser::word, level -> level));

    private final CaseLine line;

    private Map<String, Position> places = Map.of();
    private String name = "";
    private boolean match;
    private @Nullable Level level;
    private @Nullable String rule;
    private String event = "";
    private List<CaseStep> steps = List.of();
    private CasePlaces network = CasePlaces.NONE;
    private Duration until = Duration.ZERO;
    private @Nullable Integer alerts;

    private RuleCaseParser(CaseLine line) {
        this.line = line;
    }

    /** The lines that are sound; what is wrong with the others is in {@code issues}. */
    public static List<RuleCase> parse(SourceFile file, Issues issues) {
        List<RuleCase> cases = new ArrayList<>();
        int number = 0;
        for (String text : file.text().lines().toList()) {
            number++;
            if (!text.isBlank()) {
                parse(file.name(), issues, text, number).ifPresent(cases::add);
            }
        }
        return cases;
    }

    private static Optional<RuleCase> parse(String file, Issues issues, String text, int number) {
        int before = issues.errors();
        List<RuleCaseParser> read = new ArrayList<>();
        CaseLine.read(issues, text, number, line -> {
            RuleCaseParser parser = new RuleCaseParser(line);
            parser.object();
            if (issues.errors() == before) {
                parser.complete();
            }
            read.add(parser);
        });
        return issues.errors() > before
                ? Optional.empty()
                : read.stream().findFirst().map(parser -> parser.ruleCase(file));
    }

    private RuleCase ruleCase(String file) {
        CaseInput input = places.containsKey("events")
                ? new Sequence(steps, until, alerts)
                : new OneEvent(event, places.getOrDefault("event", line.start()));
        return new RuleCase(name, match, level, rule, input, network, file, line.start());
    }

    private void object() throws IOException {
        if (line.json().nextToken() != JsonToken.START_OBJECT) {
            line.error(line.place(), "A line of a test file is a JSON object.");
            return;
        }
        places = line.object(KEYS, this::member);
        if (line.json().nextToken() != null) {
            line.error(line.place(), "Something stands behind the object; one object a line.");
        }
    }

    private void member(String key) throws IOException {
        switch (key) {
            case "match" -> match = line.flag(key);
            case "event" -> event = line.event();
            case "events" -> steps = StepsParser.parse(line);
            case "network" -> network = PlacesParser.parse(line);
            case "until" -> until = line.span(key);
            case "alerts" -> alerts = line.count(key, MOST_ALERTS);
            case "name" -> name = line.text(key);
            case "rule" -> rule = line.text(key);
            default -> level = level();
        }
    }

    private @Nullable Level level() throws IOException {
        Position place = line.place();
        String word = line.text("level");
        Level known = LEVELS.get(word.toLowerCase(Locale.ROOT));
        if (known == null && !word.isEmpty()) {
            line.error(place, "Unknown level '" + word + "'.", Nearest.question(word, LEVELS.keySet()));
        }
        return known;
    }

    private void complete() {
        for (String key : List.of("match", "name")) {
            if (!places.containsKey(key)) {
                line.error(line.start(), "The line has no '" + key + "'.");
            }
        }
        boolean sequence = places.containsKey("events");
        if (!sequence && !places.containsKey("event")) {
            line.error(line.start(), "The line has no 'event'.");
        } else if (sequence && places.containsKey("event")) {
            line.error(place("event"), "The line has 'event' and 'events'; one of them.");
        }
        for (String key : List.of("until", "alerts")) {
            if (places.containsKey(key) && !sequence) {
                line.error(place(key), "'" + key + "' is asked of 'events' only.");
            }
        }
        for (String key : List.of("level", "alerts")) {
            if (places.containsKey(key) && !match && places.containsKey("match")) {
                line.error(place(key), "An event that must not match has no '" + key + "'.");
            }
        }
    }

    private Position place(String key) {
        return places.getOrDefault(key, line.start());
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
