package io.windhover.cli.cases;

import io.windhover.cli.cases.RuleTests.TestedFile;
import io.windhover.cli.report.JUnitReport;
import io.windhover.cli.report.JUnitReport.Case;
import io.windhover.cli.report.JUnitReport.Outcome;
import io.windhover.cli.report.JUnitReport.Outcome.Broken;
import io.windhover.cli.report.JUnitReport.Outcome.Failed;
import io.windhover.cli.report.JUnitReport.Outcome.Passed;
import io.windhover.cli.report.JUnitReport.Outcome.Skipped;
import io.windhover.cli.report.JUnitReport.Suite;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.IssueRenderer;
import io.windhover.rules.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A run of tests as a JUnit report: a suite for each test file, a case for each of its lines. */
final class RuleTestReport {
    private RuleTestReport() {}

    /** @param requireTests whether a rule without tests fails; it is skipped otherwise */
    static JUnitReport of(RuleTests tests, boolean requireTests) {
        List<Suite> suites = new ArrayList<>();
        add(
                suites,
                "rules with errors",
                tests.refusals().stream()
                        .map(issue -> broken(issue, tests.rules().files().source(issue))));
        add(
                suites,
                "test files that cannot be run",
                tests.stray().stream().map(issue -> broken(issue, new SourceFile(issue.file(), ""))));
        for (TestedFile file : tests.files()) {
            add(
                    suites,
                    file.source().name(),
                    Stream.concat(
                            file.malformed().stream().map(issue -> broken(issue, file.source())),
                            file.results().stream().map(RuleTestReport::result)));
        }
        add(suites, "rules without test events", tests.untested().stream().map(rule -> untested(rule, requireTests)));
        return new JUnitReport("windhover rules test", suites);
    }

    private static void add(List<Suite> suites, String name, Stream<Case> cases) {
        List<Case> all = cases.toList();
        if (!all.isEmpty()) {
            suites.add(new Suite(name, all));
        }
    }

    private static Case result(CaseResult result) {
        Outcome outcome =
                switch (result.status()) {
                    case PASSED -> new Passed();
                    case SKIPPED -> new Skipped(result.message());
                    case FAILED -> new Failed(result.message(), reasons(result));
                };
        return new Case(
                result.testCase().name(),
                result.testCase().file(),
                result.testCase().position().line(),
                outcome,
                "");
    }

    private static String reasons(CaseResult result) {
        String place = result.testCase().file() + ":" + result.testCase().position() + "\n";
        return place + RuleTestText.explained(result);
    }

    private static Case broken(Issue issue, SourceFile source) {
        return new Case(
                "line " + issue.position().line(),
                issue.file(),
                issue.position().line(),
                new Broken(issue.message(), IssueRenderer.render(issue, source)),
                "");
    }

    private static Case untested(LoadedRule rule, boolean isFailure) {
        String message = RuleTestText.missing(rule);
        return new Case(
                rule.reference().getTitle(),
                rule.file(),
                rule.position().line(),
                isFailure ? new Failed(message, message) : new Skipped(message),
                "");
    }
}
