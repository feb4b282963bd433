package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.detector.app.Monitoring.AlertRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of dashboards and alert rules without a detector; that their metrics are there, MetricsIT says. */
class MonitoringTest {
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    @ParameterizedTest
    @MethodSource("io.windhover.detector.app.Monitoring#dashboards")
    void shouldHavePanelsThatSayWhatTheyShowAndDoNotOverlap(Path file) {
        JsonNode dashboard = Monitoring.dashboard(file);
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();

        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode at = panel.get("gridPos");
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    assertThat(cells.add((at.get("x").asInt() + x) + ","
                                    + (at.get("y").asInt() + y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(dashboard.get("uid").asText()).startsWith("windhover-");
        assertThat(dashboard.at("/templating/list"))
                .extracting(v -> v.get("name").asText())
                .containsExactly("datasource", "job");
    }

    @ParameterizedTest
    @MethodSource("io.windhover.detector.app.Monitoring#alertRules")
    void shouldSayWhatIsWrongByLabelsThatTheAlertHas(AlertRule rule) {
        assertThat(rule.labels().get("severity")).isIn("critical", "warning", "info");
        assertThat(rule.annotations()).containsOnlyKeys("summary", "description");
        List<String> used = new ArrayList<>();
        Matcher label = LABEL.matcher(String.join(" ", rule.annotations().values()));
        while (label.find()) {
            used.add(label.group(1));
        }
        Matcher by = BY.matcher(rule.expression());
        assertThat(used).isSubsetOf(by.find() ? List.of(by.group(1).split(", *")) : List.of());
    }

    @Test
    void shouldAlertOnWhatCostsDetection() {
        assertThat(Monitoring.alertRules())
                .extracting(AlertRule::name)
                .doesNotHaveDuplicates()
                .contains(
                        "WindhoverNotReady",
                        "WindhoverLagging",
                        "WindhoverLagGrowing",
                        "WindhoverSourceSilent",
                        "WindhoverDeadLetters",
                        "WindhoverNoisyRule",
                        "WindhoverRuleSetRefused");
    }
}
