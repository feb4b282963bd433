package io.windhover.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.windhover.distribution.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart with the real Helm, as a library. It leaves hooks out of what it renders: so they are renamed before, and get
 * their name back after.
 */
class HelmIT {
    private static final String HOOK = "helm.sh/hook";
    private static final String HIDDEN_HOOK = "hidden.windhover.io/hook";

    @TempDir
    private Path folder;

    private Path chart;

    @BeforeEach
    void copyChart() throws IOException {
        chart = folder.resolve("windhover");
        try (Stream<Path> files = Files.walk(Chart.folder())) {
            for (Path file : files.toList()) {
                Path target = chart.resolve(Chart.folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.writeString(target, Files.readString(file).replace(HOOK, HIDDEN_HOOK));
                }
            }
        }
    }

    static Stream<String> cases() {
        return Chart.cases().stream();
    }

    @Test
    void shouldFindNothingWrongWithTheChart() {
        LintResult result = new Helm(Chart.folder()).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldRenderWhatEveryBuildChecks(String name) throws IOException {
        String rendered = Chart.headline(name) + render(Chart.values(name), Map.of());

        if (Boolean.getBoolean("windhover.helm.write")) {
            Files.createDirectories(Chart.golden(name).getParent());
            Files.writeString(Chart.golden(name), rendered);
            return;
        }
        assertThat(Chart.golden(name))
                .as("after a change of the chart, render it anew: see CONTRIBUTING.md")
                .hasContent(rendered);
        Kubeconform.check(Chart.golden(name));
    }

    /** Each switch on and off with each other one. */
    @Test
    void shouldRenderEveryCombination() throws IOException {
        List<Map<String, Object>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<?>> choice : List.<Map.Entry<String, List<?>>>of(
                Map.entry("connect.enabled", List.of(true, false)),
                Map.entry("autoscaling.enabled", List.of(true, false)),
                Map.entry("detector.persistence.enabled", List.of(true, false)),
                Map.entry("networkPolicy.restrictEgress", List.of(true, false)),
                Map.entry("monitoring.dashboards", List.of(true, false)),
                Map.entry("monitoring.prometheusRule", List.of(true, false)),
                Map.entry("rules.source", List.of("shipped", "none", "git")))) {
            List<Map<String, Object>> more = new ArrayList<>();
            for (Map<String, Object> so : combinations) {
                for (Object value : choice.getValue()) {
                    Map<String, Object> with = new TreeMap<>(so);
                    with.put(choice.getKey(), value);
                    more.add(with);
                }
            }
            combinations = more;
        }
        Path values = Files.writeString(
                folder.resolve("git.yaml"), "rules: {git: {repository: https://git.example.com/r}}\n");

        StringBuilder all = new StringBuilder();
        for (Map<String, Object> combination : combinations) {
            String rendered = render(values, combination);
            assertThat(rendered.contains("kind: Deployment\nmetadata:\n  name: prod-windhover-connect\n"))
                    .as(combination.toString())
                    .isEqualTo(combination.get("connect.enabled"));
            assertThat(rendered.contains("kind: ScaledObject")).isEqualTo(combination.get("autoscaling.enabled"));
            assertThat(rendered.contains("volumeClaimTemplates:"))
                    .isEqualTo(combination.get("detector.persistence.enabled"));
            all.append(rendered).append("\n---\n");
        }

        assertThat(combinations).hasSize(192);
        Kubeconform.check(Files.writeString(folder.resolve("all.yaml"), all));
    }

    @Test
    void shouldRefuseASecretInTheConfiguration() throws IOException {
        Path values = Files.writeString(
                folder.resolve("secret.yaml"), "config: {kafka: {sasl.jaas.config: 'x password=\"secret\";'}}\n");

        assertThatThrownBy(() -> render(values, Map.of())).hasMessageContaining("sasl.jaas.config");
    }

    @Test
    void shouldRefuseARuleSetWithoutRules() {
        assertThatThrownBy(() -> render(Chart.values("default"), Map.of("rules.source", "configMap")))
                .hasMessageContaining("would end all detection");
    }

    private String render(Path values, Map<String, Object> settings) {
        TemplateCommand template = new Helm(chart)
                .template()
                .withName("prod")
                .withNamespace("security")
                .withKubeVersion("1.34.0")
                .withValuesFile(values);
        settings.forEach(template::set);
        return template.call().replace(HIDDEN_HOOK, HOOK);
    }
}
