package io.windhover.cli.rules;

import io.windhover.cli.report.JUnitReport;
import io.windhover.cli.report.JUnitReport.Case;
import io.windhover.cli.report.JUnitReport.Outcome;
import io.windhover.cli.report.JUnitReport.Outcome.Failed;
import io.windhover.cli.report.JUnitReport.Outcome.Passed;
import io.windhover.cli.report.JUnitReport.Suite;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.IssueRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with rule files as a JUnit report: a case for each file. */
final class CheckReport {
    private static final String NAME = "windhover rules check";

    private final CheckedRules rules;
    private final boolean strict;

    private CheckReport(CheckedRules rules, boolean strict) {
        this.rules = rules;
        this.strict = strict;
    }

    /** @param strict whether warnings fail too */
    static JUnitReport of(CheckedRules rules, boolean strict) {
        CheckReport report = new CheckReport(rules, strict);
        Map<String, List<Issue>> byFile = new LinkedHashMap<>();
        rules.files().files().forEach(file -> byFile.put(file.source().name(), List.of()));
        byFile.putAll(rules.issues().stream()
                .collect(Collectors.groupingBy(Issue::file, LinkedHashMap::new, Collectors.toList())));
        List<Case> cases = byFile.entrySet().stream()
                .map(entry -> report.of(entry.getKey(), entry.getValue()))
                .toList();
        return new JUnitReport(NAME, List.of(new Suite(NAME, cases)));
    }

    private Case of(String file, List<Issue> issues) {
        List<Issue> failing = issues.stream().filter(this::fails).toList();
        List<Issue> others = issues.stream().filter(issue -> !fails(issue)).toList();
        int line = Stream.concat(failing.stream(), others.stream())
                .findFirst()
                .map(issue -> issue.position().line())
                .orElse(1);
        return new Case(file, file, line, outcome(failing), draw(others));
    }

    private Outcome outcome(List<Issue> failing) {
        if (failing.isEmpty()) {
            return new Passed();
        }
        Issue first = failing.get(0);
        String more = failing.size() == 1 ? "" : " (and " + (failing.size() - 1) + " more)";
        return new Failed(first.position() + ": " + first.message() + more, draw(failing));
    }

    private boolean fails(Issue issue) {
        return strict || issue.isError();
    }

    private String draw(List<Issue> issues) {
        return issues.stream()
                .map(issue -> IssueRenderer.render(issue, rules.files().source(issue)) + "\n")
                .collect(Collectors.joining());
    }
}
