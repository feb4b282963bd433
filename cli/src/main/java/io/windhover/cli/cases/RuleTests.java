package io.windhover.cli.cases;

import io.windhover.cli.cases.CaseResult.Status;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.RuleSet;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run of the tests of a set of rules.
 *
 * @param rules the set
 * @param files what became of each test file, in the order of the rules
 * @param stray what is wrong with test files that could not be run at all
 * @param untested the rules that no event was judged by
 */
record RuleTests(CheckedRules rules, List<TestedFile> files, List<Issue> stray, List<LoadedRule> untested) {
    RuleTests {
        files = List.copyOf(files);
        stray = List.copyOf(stray);
        untested = List.copyOf(untested);
    }

    /**
     * What became of one test file.
     *
     * @param source its text
     * @param malformed what is wrong with its lines
     * @param results of the lines that are sound
     */
    record TestedFile(SourceFile source, List<Issue> malformed, List<CaseResult> results) {}

    /**
     * Judges all events.
     *
     * @param lists those that the rules look values up in
     * @param network knows where the events' addresses are
     * @param now stands for the time of reading
     */
    static RuleTests run(CheckedRules rules, TestFiles tests, Lists lists, NetworkContext network, Instant now) {
        CaseRunner runner = new CaseRunner(rules, lists, new CaseEvents(now, network));
        List<TestedFile> files = tests.files().stream()
                .map(file -> new TestedFile(file.source(), file.issues(), runner.run(file)))
                .toList();
        List<LoadedRule> untested = untested(rules.compilation().sound(), files);
        return new RuleTests(rules, files, tests.issues(), untested);
    }

    /** A rule that only others look at is tested with them. */
    private static List<LoadedRule> untested(RuleSet rules, List<TestedFile> files) {
        Set<String> tested = new HashSet<>();
        files.stream()
                .flatMap(file -> file.results().stream())
                .flatMap(result -> result.asked().stream())
                .forEach(rule -> tested.add(rule.reference().getUid()));
        // Each stands behind those that it looks at.
        for (int i = rules.stateful().size() - 1; i >= 0; i--) {
            CompiledStatefulRule rule = rules.stateful().get(i);
            if (tested.contains(rule.reference().getUid())) {
                tested.addAll(rule.looksAt());
            }
        }
        return rules.all().stream()
                .filter(rule -> !tested.contains(rule.reference().getUid()))
                .toList();
    }

    long count(Status status) {
        return results().filter(result -> result.status() == status).count();
    }

    /** Lines and files that are no tests. */
    long malformed() {
        return stray.size()
                + files.stream().mapToLong(file -> file.malformed().size()).sum();
    }

    /** Errors that keep a rule from running, and so its tests. */
    List<Issue> refusals() {
        return rules.issues().stream().filter(Issue::isError).toList();
    }

    /** Whether something must be corrected. */
    boolean isFailed() {
        return count(Status.FAILED) + malformed() + refusals().size() > 0;
    }

    private Stream<CaseResult> results() {
        return files.stream().flatMap(file -> file.results().stream());
    }
}
