package io.windhover.cli.rules.explain;

import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Failure;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.source.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule that a user means among those that were read.
 *
 * @param rules that judge single events
 * @param remembering the others
 */
record RuleChoice(List<CompiledRule> rules, List<CompiledStatefulRule> remembering) {
    private static final int SHOWN = 10;

    /**
     * Chooses one.
     *
     * @param word its id, name or title in any case, or its file's name; null for the only one
     * @throws Failure if there is none, or more than one
     */
    CompiledRule choose(@Nullable String word) {
        List<CompiledRule> meant = word == null
                ? rules
                : rules.stream()
                        .filter(rule -> words(rule).anyMatch(word::equalsIgnoreCase))
                        .toList();
        if (meant.isEmpty()) {
            remembering.stream()
                    .filter(rule -> word != null && words(rule).anyMatch(word::equalsIgnoreCase))
                    .findFirst()
                    .ifPresent(RuleChoice::refuse);
            throw new Failure("no rule has the id, name, title or file name '" + word + "' among "
                    + Counts.of(rules.size(), "rule that runs", "rules that run") + suggestion(String.valueOf(word)));
        }
        if (meant.size() > 1) {
            throw new Failure(
                    Counts.of(meant.size()) + " rules are meant; name one by its id, and their file by --rules:\n"
                            + meant.stream().limit(SHOWN).map(RuleChoice::line).collect(Collectors.joining("\n")));
        }
        return meant.get(0);
    }

    /** What several events come to has no tree of one event. */
    private static void refuse(CompiledStatefulRule rule) {
        throw new Failure("'" + rule.reference().getTitle()
                + "' remembers: it fires on several events, and explain shows"
                + " what a rule makes of one. Explain the rules that it looks at, " + String.join(", ", rule.looksAt())
                + "; what all of them come to, 'windhover rules test' tells of events in time");
    }

    private String suggestion(String word) {
        return Nearest.question(word, rules.stream().flatMap(RuleChoice::words).toList())
                .map(question -> "; " + question)
                .orElse("");
    }

    private static Stream<String> words(LoadedRule rule) {
        String file = String.valueOf(Path.of(rule.file()).getFileName());
        return Stream.of(
                        Stream.of(rule.reference().getUid(), rule.reference().getTitle()),
                        rule.name().stream(),
                        Stream.of(file, file.replaceFirst("\\.ya?ml$", "")))
                .flatMap(words -> words);
    }

    private static String line(LoadedRule rule) {
        return "  " + rule.reference().getUid() + "  " + rule.reference().getTitle() + " (" + rule.file() + ")";
    }
}
