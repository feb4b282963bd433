package io.windhover.cli.cases;

import io.windhover.cli.cases.CaseResult.Status;
import io.windhover.cli.cases.TestFiles.TestFile;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.RuleCaseJudge;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of the tests of a set of rules.
 *
 * @param rules the set
 * @param files what became of each test file, in the order of the rules
 * @param stray what is wrong with test files that could not be run at all
 * @param untested the rules that no event was judged by
 */
record RuleTests(CheckedRules rules, List<TestedFile> files, List<Issue> stray, List<CompiledRule> untested) {
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
        Runner runner = new Runner(rules, lists, new CaseEvents(now, network));
        List<TestedFile> files = tests.files().stream().map(runner::run).toList();
        Set<CompiledRule> tested = files.stream()
                .flatMap(file -> file.results().stream())
                .flatMap(result -> result.asked().stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<CompiledRule> untested = rules.compilation().sound().rules().stream()
                .filter(rule -> !tested.contains(rule))
                .toList();
        return new RuleTests(rules, files, tests.issues(), untested);
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

    private static final class Runner {
        private final CheckedRules rules;
        private final RuleCaseJudge judge;
        private final CaseEvents events;
        private final Set<String> refused;
        private final Set<String> correlations;

        Runner(CheckedRules rules, Lists lists, CaseEvents events) {
            this.rules = rules;
            this.judge = new RuleCaseJudge(rules.compilation().sound(), lists);
            this.events = events;
            this.refused = rules.issues().stream()
                    .filter(Issue::isError)
                    .map(Issue::file)
                    .collect(Collectors.toSet());
            this.correlations = rules.compilation().sound().stateful().stream()
                    .map(correlation -> correlation.file())
                    .collect(Collectors.toSet());
        }

        TestedFile run(TestFile file) {
            List<CaseResult> results =
                    file.cases().stream().map(each -> judge(file, each)).toList();
            return new TestedFile(file.source(), file.issues(), results);
        }

        private CaseResult judge(TestFile file, RuleCase testCase) {
            String ruleFile = file.rules().source().name();
            List<CompiledRule> asked = asked(ruleFile, testCase);
            if (asked.isEmpty()) {
                return notAsked(ruleFile, testCase);
            }
            try {
                return CaseResult.of(
                        testCase, asked, judge.judge(testCase, asked, rule -> events.of(testCase.event(), rule)));
            } catch (MalformedJsonException e) {
                return CaseResult.failed(testCase, "the event cannot be judged: " + e.getMessage() + ".");
            }
        }

        private List<CompiledRule> asked(String ruleFile, RuleCase testCase) {
            String called = testCase.rule();
            return rules.compilation().sound().rules().stream()
                    .filter(rule -> called == null ? rule.file().equals(ruleFile) : rule.isCalled(called))
                    .toList();
        }

        private CaseResult notAsked(String ruleFile, RuleCase testCase) {
            if (refused.contains(ruleFile)) {
                return CaseResult.failed(testCase, "the rule has errors.");
            } else if (testCase.rule() != null) {
                return CaseResult.failed(
                        testCase,
                        "no rule is called '" + testCase.rule() + "'"
                                + suggestion(testCase.rule())
                                        .map(found -> "; " + found)
                                        .orElse("."));
            } else if (correlations.contains(ruleFile)) {
                return CaseResult.skipped(testCase, "correlations are not run yet.");
            }
            return CaseResult.skipped(
                    testCase,
                    "no rule of the file beside is loaded: retired ones need --retired, and beside a filter a line names"
                            + " its 'rule'.");
        }

        private Optional<String> suggestion(String called) {
            List<String> known = new ArrayList<>();
            rules.compilation().sound().rules().forEach(rule -> {
                known.add(rule.reference().getUid());
                known.add(rule.reference().getTitle());
            });
            return Nearest.question(called, known);
        }
    }
}
