package io.windhover.cli.rules.coverage;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows coverage to a person. */
final class CoverageText {
    private static final int LONGEST_SOURCES = 50;
    private static final int LONGEST_TITLES = 100;
    private static final String NONE = "\u00b7";

    private final Screen screen;

    CoverageText(Screen screen) {
        this.screen = screen;
    }

    void print(Coverage coverage) {
        tactics(coverage);
        techniques(coverage);
        incomplete(coverage.incomplete());
        screen.writer().flush();
    }

    private void tactics(Coverage coverage) {
        Set<String> sources = coverage.logSources();
        List<String> headings = new ArrayList<>(List.of("TACTIC"));
        sources.forEach(source -> headings.add(">" + SafeText.line(source)));
        headings.add(">RULES");
        Table table = new Table(headings);
        coverage.byTactic().forEach((tactic, rules) -> table.row(row(tactic, rules, sources)));
        List<TaggedRule> without = coverage.rules().stream()
                .filter(rule -> rule.attack().tactics().isEmpty())
                .toList();
        if (!without.isEmpty()) {
            table.row(row("(no tactic)", without, sources));
        }
        table.row(row("(all)", coverage.rules(), sources));
        table.print(screen);
        screen.writer().println();
    }

    private List<String> row(String name, List<TaggedRule> rules, Set<String> sources) {
        Map<String, Long> counts = Coverage.countByLogSource(rules);
        List<String> cells = new ArrayList<>(List.of(SafeText.line(name)));
        sources.forEach(source ->
                cells.add(counts.containsKey(source) ? Counts.of(counts.get(source)) : screen.symbol(NONE, ".")));
        cells.add(Counts.of(rules.size()));
        return cells;
    }

    private void techniques(Coverage coverage) {
        Table table = new Table(List.of("TECHNIQUE", ">RULES", "LOG SOURCES", "TITLES"));
        coverage.byTechnique()
                .forEach((technique, rules) -> table.row(List.of(
                        technique,
                        Counts.of(rules.size()),
                        SafeText.line(String.join(", ", sources(rules)), LONGEST_SOURCES),
                        SafeText.line(
                                rules.stream().map(TaggedRule::title).collect(Collectors.joining("; ")),
                                LONGEST_TITLES))));
        table.print(screen);
        screen.writer().println();
    }

    private static Set<String> sources(List<TaggedRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.logSources().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void incomplete(List<TaggedRule> rules) {
        if (rules.isEmpty()) {
            screen.writer().println("Every rule names a tactic and a technique.");
            return;
        }
        screen.writer()
                .println(
                        screen.paint(Colour.BOLD, Counts.of(rules.size(), "rule") + " without a tactic or technique:"));
        for (TaggedRule rule : rules) {
            screen.writer()
                    .println("  " + SafeText.line(rule.rule().file()) + ":"
                            + rule.rule().position() + ": no " + rule.lacks().orElseThrow() + ": "
                            + SafeText.line(rule.title()));
        }
    }
}
