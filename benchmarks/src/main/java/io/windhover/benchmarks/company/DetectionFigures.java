package io.windhover.benchmarks.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.benchmarks.company.Episodes.Episode;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.rules.StatefulRun;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How loud the detections that remember are, and what they see: runs them over a folder that {@code windhover simulate}
 * wrote, and counts alerts after the attacks begin. The figures of {@code docs/detections.md} are its output.
 *
 * <p>Arguments: the simulated folder; the folder of rules; the instant from which alerts count. The company's own networks
 * are on the list {@code known_networks} and its deployer's role is on {@code iac_roles}; no other list has an entry.
 */
public final class DetectionFigures {
    private static final long STEP_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DetectionFigures() {}

    public static void main(String[] arguments) throws IOException, MalformedJsonException {
        Path company = Path.of(arguments[0]);
        RuleSet rules =
                CheckedRules.of(RuleFiles.read(List.of(Path.of(arguments[1])))).ruleSet();
        Map<String, String> stories = stories(company);
        Episodes episodes = new Episodes(stories);
        run(company, rules, episodes);
        long from = Instant.parse(arguments[2]).toEpochMilli();
        List<Episode> alerts = episodes.alerts().stream()
                .filter(alert -> alert.first() >= from)
                .toList();
        report(alerts);
        summarise(alerts, from, new TreeSet<>(stories.values()));
    }

    private static Map<String, String> stories(Path company) throws IOException {
        Map<String, String> stories = new HashMap<>();
        for (String line : Files.readAllLines(company.resolve("labels.ndjson"))) {
            JsonNode label = JSON.readTree(line);
            label.get("events")
                    .forEach(event -> stories.put(
                            event.get("uid").asText(), label.get("id").asText()));
        }
        return stories;
    }

    private static void run(Path company, RuleSet rules, Episodes episodes) throws IOException, MalformedJsonException {
        RuleMatcher matcher = rules.newMatcher(lists());
        StatefulRun run = new StatefulRun(rules, finding -> keep(finding, episodes));
        long due = Long.MIN_VALUE;
        long last = 0;
        try (SimulatedLogs logs = new SimulatedLogs(company)) {
            while (logs.hasNext()) {
                SimulatedEvent event = logs.next();
                last = event.time();
                if (last >= due) {
                    run.advance(last);
                    due = last + STEP_MILLIS;
                }
                matcher.match(event, observing(run, event));
            }
        }
        run.advance(last + 2 * 86_400_000L);
    }

    private static void keep(Finding finding, Episodes episodes) {
        if (finding.getRule().getLevel() != Level.INFORMATIONAL) {
            episodes.add(finding);
        }
    }

    private static MatchSink observing(StatefulRun run, SimulatedEvent event) {
        Instant time = event.normalised().getTime();
        Evidence evidence = new Evidence(event.normalised().getUid(), time, time, "simulated", 0, 0L, "");
        return new MatchSink() {
            @Override
            public void matched(CompiledRule rule, MatchedEvent matched) {}

            @Override
            public void observed(ObservedMatch observed) {
                run.observe(observed.observation(evidence, event.normalised(), false, 1));
            }
        };
    }

    /** What a careful operator of this company would put on lists. */
    private static Lists lists() {
        return (list, value) -> {
            String text = value.toString();
            return switch (list) {
                case "known_networks" -> text.startsWith("198.18.159.") || text.startsWith("198.18.160.");
                case "iac_roles" -> text.endsWith(":role/terraform-deployer");
                default -> false;
            };
        };
    }

    private static void report(List<Episode> alerts) {
        Map<String, List<Episode>> byRule = new TreeMap<>();
        alerts.forEach(alert -> byRule.computeIfAbsent(alert.level() + " " + alert.title(), key -> new ArrayList<>())
                .add(alert));
        byRule.forEach((rule, episodes) -> {
            TreeSet<String> stories = new TreeSet<>();
            episodes.forEach(episode -> stories.addAll(episode.stories()));
            long untrue =
                    episodes.stream().filter(alert -> alert.stories().isEmpty()).count();
            System.out.println(rule + " | true " + (episodes.size() - untrue) + " | false " + untrue + " | " + stories);
        });
        alerts.stream()
                .filter(alert -> alert.stories().isEmpty() && isLoud(alert))
                .forEach(alert -> System.out.println("false: " + alert.title() + ", "
                        + alert.opened().getEntity() + ", " + alert.opened().getMessage() + ", "
                        + Instant.ofEpochMilli(alert.first())));
    }

    private static boolean isLoud(Episode alert) {
        return alert.level().compareTo(Level.MEDIUM) >= 0;
    }

    /** Of what an analyst sees, medium or above: how much of it is true, how much is not a day, and which attacks it misses. */
    private static void summarise(List<Episode> all, long from, Set<String> missed) {
        List<Episode> alerts = all.stream().filter(DetectionFigures::isLoud).toList();
        int stories = missed.size();
        alerts.forEach(alert -> missed.removeAll(alert.stories()));
        long untrue = alerts.stream().filter(alert -> alert.stories().isEmpty()).count();
        long last = all.stream().mapToLong(Episode::first).max().orElse(from);
        double days = Math.max(1, (last - from) / 86_400_000.0);
        System.out.printf(
                "medium or above: %d true, %d false, %.2f false a day; %d of %d attacks seen, missed: %s%n",
                alerts.size() - untrue, untrue, untrue / days, stories - missed.size(), stories, missed);
    }
}
