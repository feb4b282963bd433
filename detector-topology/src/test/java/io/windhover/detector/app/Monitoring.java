package io.windhover.detector.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboards and alert rules that are shipped. */
final class Monitoring {
    static final Path CHART =
            Path.of(System.getProperty("user.dir")).resolveSibling("helm").resolve("windhover");

    private Monitoring() {}

    /** An alert rule. */
    record AlertRule(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {}

    static List<Path> dashboards() {
        return List.of(
                CHART.resolve("dashboards").resolve("overview.json"),
                CHART.resolve("dashboards").resolve("kafka-streams.json"));
    }

    static JsonNode dashboard(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every query of dashboards and rules, by where it stands. */
    static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Path file : dashboards()) {
            for (JsonNode panel : dashboard(file).get("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put(
                            file.getFileName() + ", " + panel.get("title").asText() + ", "
                                    + target.get("refId").asText(),
                            target.get("expr").asText());
                }
            }
        }
        alertRules().forEach(rule -> queries.put(rule.name(), rule.expression()));
        return queries;
    }

    @SuppressWarnings("unchecked") // The shape of Prometheus's rule files.
    static List<AlertRule> alertRules() {
        try {
            String yaml = Files.readString(CHART.resolve("files").resolve("alerts.yaml"));
            Map<String, List<Map<String, Object>>> file = (Map<String, List<Map<String, Object>>>)
                    new Load(LoadSettings.builder().build()).loadFromString(yaml);
            List<AlertRule> rules = new ArrayList<>();
            for (Map<String, Object> group : file.get("groups")) {
                for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                    rules.add(new AlertRule(
                            (String) rule.get("alert"),
                            (String) rule.get("expr"),
                            (Map<String, String>) rule.get("labels"),
                            (Map<String, String>) rule.get("annotations")));
                }
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
