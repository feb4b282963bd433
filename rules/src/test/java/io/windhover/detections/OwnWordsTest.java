package io.windhover.detections;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.CompiledRule;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules are written from what attacks do, not from what others wrote about them. */
class OwnWordsTest {
    @Test
    void shouldShareNoTitleDescriptionOrIdWithAPublicRule() {
        // Given
        Set<String> theirs = new HashSet<>();
        for (Path file : SharedData.files(SharedData.folder("rules-public"), ".yml", ".yaml")) {
            collect(
                    new Load(LoadSettings.builder().build())
                            .loadAllFromString(String.join("\n", SharedData.lines(file))),
                    theirs);
        }
        assertThat(theirs).hasSizeGreaterThan(400);

        // When
        List<String> ours = ShippedRules.compile().rules().stream()
                .map(CompiledRule::reference)
                .flatMap(rule -> List.of(rule.getUid(), rule.getTitle(), rule.getDescription()).stream())
                .map(OwnWordsTest::plain)
                .toList();

        // Then
        assertThat(ours).isNotEmpty().doesNotContainAnyElementsOf(theirs);
    }

    /** Documents, and lists of rules within a document, to any depth. */
    private static void collect(Object node, Set<String> words) {
        if (node instanceof Iterable<?> items) {
            items.forEach(item -> collect(item, words));
        } else if (node instanceof Map<?, ?> map) {
            for (String key : List.of("id", "title", "description", "rule", "desc")) {
                if (map.get(key) instanceof String text) {
                    words.add(plain(text));
                }
            }
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }
}
