package io.windhover.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.simulator.journal.Label;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.story.Plot;
import io.windhover.simulator.story.StoryBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulation that was run, with all its events. */
record Recording(List<Event> events, List<Label> labels) {
    static final Instant START = Instant.parse("2026-10-05T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event as it was delivered. */
    record Event(Log log, long time, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
    }

    static SimulationSettings settings(long seed, int people, int days, double scale, List<String> stories) {
        return new SimulationSettings(seed, people, START, days, scale, stories, Duration.ofHours(1), Duration.ZERO, 0);
    }

    static List<String> allStories() {
        return StoryBook.plots().stream().map(Plot::id).toList();
    }

    static Recording of(SimulationSettings settings) {
        List<Event> events = new ArrayList<>();
        try {
            List<Label> labels = new Simulation(settings)
                    .run(
                            (log, time, bytes, length) ->
                                    events.add(new Event(log, time, new String(bytes, 0, length, UTF_8))),
                            passed -> true);
            return new Recording(events, labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Event> of(Log log) {
        return events.stream().filter(event -> event.log() == log).toList();
    }
}
