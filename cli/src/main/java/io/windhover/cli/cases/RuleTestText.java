package io.windhover.cli.cases;

import io.windhover.cli.cases.CaseResult.Status;
import io.windhover.cli.cases.RuleTests.TestedFile;
import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.IssueDrawing;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.cli.rules.IssuePrinter;
import io.windhover.rules.CaseVerdict.Reason;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a run of tests to a person: what did not pass, and why. */
final class RuleTestText {
    private final RuleTests tests;

    RuleTestText(RuleTests tests) {
        this.tests = tests;
    }

    /** @param requireTests whether a rule without tests is an error */
    void print(Screen screen, boolean requireTests) {
        new IssuePrinter(screen).drawErrors(tests.rules());
        tests.stray().forEach(issue -> screen.writer().println(IssueDrawing.of(issue, noText(issue), screen)));
        for (TestedFile file : tests.files()) {
            file.malformed().forEach(issue -> screen.writer().println(IssueDrawing.of(issue, file.source(), screen)));
            for (CaseResult result : file.results()) {
                result.issue()
                        .ifPresent(issue ->
                                print(screen, IssueDrawing.of(issue, noText(issue), screen), explained(result)));
            }
        }
        for (LoadedRule rule : tests.untested()) {
            screen.writer().println(untested(screen, rule, requireTests));
        }
        screen.writer().flush();
    }

    /** The whole line is the place, so there is nothing to point at. */
    private static SourceFile noText(Issue issue) {
        return new SourceFile(issue.file(), "");
    }

    private static void print(Screen screen, String drawing, String explained) {
        screen.writer().println(drawing);
        screen.writer().print(explained);
    }

    /** What happened, and why rules matched or did not; empty of a line that passed. */
    static String explained(CaseResult result) {
        String notes = result.notes().stream().map(note -> "    " + note + "\n").collect(Collectors.joining());
        return SafeText.lines(notes)
                + result.reasons().stream().map(RuleTestText::reason).collect(Collectors.joining());
    }

    /** The condition's tree; + stands before what holds. */
    private static String reason(Reason reason) {
        CompiledRule rule = reason.rule();
        String head = "    " + (reason.event().isEmpty() ? "" : reason.event() + ": ") + rule.file() + ":"
                + rule.position() + ": " + rule.reference().getTitle() + "\n";
        return SafeText.lines(head
                + reason.explanation()
                        .toString()
                        .lines()
                        .map(line -> "      " + line + "\n")
                        .collect(Collectors.joining()));
    }

    private static String untested(Screen screen, LoadedRule rule, boolean isError) {
        String severity = isError ? screen.paint(Colour.BOLD_RED, "error:") : screen.paint(Colour.YELLOW, "warning:");
        String place = SafeText.line(rule.file()) + ":" + rule.position() + ":";
        return screen.paint(Colour.BOLD, place) + " " + severity + " " + SafeText.line(missing(rule));
    }

    static String missing(LoadedRule rule) {
        return "'" + rule.reference().getTitle() + "' has no test events in "
                + TestFiles.beside(Path.of(rule.file())).getFileName() + ".";
    }

    /** One line of numbers. */
    String summary() {
        long passed = tests.count(Status.PASSED);
        long failed = tests.count(Status.FAILED);
        long skipped = tests.count(Status.SKIPPED);
        List<Issue> refusals = tests.refusals();
        return Counts.of(tests.rules().compilation().sound().all().size(), "rule") + ", "
                + Counts.of(passed + failed + skipped, "test event") + ": " + Counts.of(passed) + " passed, "
                + Counts.of(failed) + " failed"
                + (skipped == 0 ? "" : ", " + Counts.of(skipped) + " skipped")
                + (tests.malformed() == 0 ? "" : "; " + Counts.of(tests.malformed(), "mistake") + " in test files")
                + (refusals.isEmpty() ? "" : "; " + Counts.of(refusals.size(), "error") + " in rules")
                + (tests.untested().isEmpty()
                        ? ""
                        : "; " + Counts.of(tests.untested().size(), "rule") + " without test events");
    }
}
