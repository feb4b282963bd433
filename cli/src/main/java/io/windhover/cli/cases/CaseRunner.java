package io.windhover.cli.cases;

import io.windhover.cli.cases.CaseSequence.UnknownEventException;
import io.windhover.cli.cases.TestFiles.TestFile;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.RuleCaseJudge;
import io.windhover.rules.RuleSet;
import io.windhover.rules.SequenceJudge;
import io.windhover.rules.cases.CaseInput.OneEvent;
import io.windhover.rules.cases.CaseInput.Sequence;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the lines of test files, one after the other; none knows of another. */
final class CaseRunner {
    private final RuleSet rules;
    private final RuleCaseJudge judge;
    private final SequenceJudge sequences;
    private final CaseEvents events;
    private final Set<String> refused;

    /**
     * Judges by all rules that are sound.
     *
     * @param lists those that they look values up in
     */
    CaseRunner(CheckedRules checked, Lists lists, CaseEvents events) {
        this.rules = checked.compilation().sound();
        this.judge = new RuleCaseJudge(rules, lists);
        this.sequences = new SequenceJudge(rules, lists);
        this.events = events;
        this.refused = checked.issues().stream()
                .filter(Issue::isError)
                .map(Issue::file)
                .collect(Collectors.toSet());
    }

    List<CaseResult> run(TestFile file) {
        return file.cases().stream()
                .map(testCase -> run(file.rules().source().name(), testCase))
                .toList();
    }

    private CaseResult run(String ruleFile, RuleCase testCase) {
        List<LoadedRule> named = rules.all().stream()
                .filter(rule -> testCase.rule() == null ? rule.file().equals(ruleFile) : rule.isCalled(testCase.rule()))
                .toList();
        if (named.isEmpty()) {
            return notAsked(ruleFile, testCase);
        }
        try {
            // A pattern for a switch comes with Java 21.
            return testCase.input() instanceof Sequence sequence
                    ? run(testCase, sequence, named)
                    : run(testCase, (OneEvent) testCase.input(), named);
        } catch (MalformedJsonException e) {
            return CaseResult.failed(testCase, "an event cannot be judged: " + e.getMessage() + ".");
        } catch (UnknownEventException e) {
            return CaseResult.failed(testCase, String.valueOf(e.getMessage()));
        }
    }

    private CaseResult run(RuleCase testCase, OneEvent event, List<LoadedRule> named) throws MalformedJsonException {
        List<CompiledRule> asked =
                rules.rules().stream().filter(named::contains).toList();
        if (asked.isEmpty()) {
            return CaseResult.failed(
                    testCase, "the rule remembers: what it looks at stands in 'events', in place of 'event'.");
        }
        return CaseResult.of(
                testCase,
                asked,
                List.of(),
                judge.judge(testCase, asked, rule -> events.of(event.json(), testCase.places(), rule)));
    }

    private CaseResult run(RuleCase testCase, Sequence sequence, List<LoadedRule> named)
            throws MalformedJsonException, UnknownEventException {
        List<LoadedRule> asked = named.stream().filter(LoadedRule::alerts).toList();
        if (asked.isEmpty()) {
            return CaseResult.failed(
                    testCase,
                    "the rule does not alert on its own: name the rule that looks at it, or give that one"
                            + " 'generate: true'.");
        }
        CaseSequence made = CaseSequence.of(sequence, testCase.places(), sequences.concerned(asked), events);
        return CaseResult.of(testCase, asked, made.notes(), sequences.judge(testCase, sequence, asked, made.events()));
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
        }
        return CaseResult.skipped(
                testCase,
                "no rule of the file beside is loaded: retired ones need --retired, and beside a filter a line names"
                        + " its 'rule'.");
    }

    private Optional<String> suggestion(String called) {
        List<String> known = new ArrayList<>();
        rules.all().forEach(rule -> {
            known.add(rule.reference().getUid());
            known.add(rule.reference().getTitle());
            rule.name().ifPresent(known::add);
        });
        return Nearest.question(called, known);
    }
}
