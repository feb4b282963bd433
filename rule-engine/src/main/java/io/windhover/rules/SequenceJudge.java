package io.windhover.rules;

import io.windhover.rules.CaseVerdict.Reason;
import io.windhover.rules.cases.CaseInput.Sequence;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.eval.Explanation;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what test files say of events in time, by a rule set and with what its rules remember: every line begins with
 * nothing remembered. Not thread-safe.
 */
public final class SequenceJudge {
    /** More would hide what matters. */
    private static final int MOST_EXPLAINED_EVENTS = 3;

    private final RuleSet ruleSet;
    private final Lists lists;
    private final RuleMatcher matcher;

    /**
     * One event of a sequence.
     *
     * @param step which of the sequence's steps it is, from 0
     * @param event with the time and the uid that the test gives it
     */
    public record Happened(int step, LogEvent event) {}

    /** @param lists those that the rules look values up in */
    public SequenceJudge(RuleSet ruleSet, Lists lists) {
        this.ruleSet = ruleSet;
        this.lists = lists;
        this.matcher = ruleSet.newMatcher(lists);
    }

    /** The rules that judge single events among some rules, and those that they look at in the end. */
    public List<CompiledRule> concerned(List<LoadedRule> asked) {
        return Concerned.of(ruleSet, asked).rules();
    }

    /**
     * Judges a sequence: one of the rules must fire at least once, or none.
     *
     * @param asked rules of the set that alert; at least one
     * @param events in the order in which they come
     * @throws MalformedJsonException if an event is not valid JSON or is nested too deep
     */
    public CaseVerdict judge(RuleCase testCase, Sequence sequence, List<LoadedRule> asked, List<Happened> events)
            throws MalformedJsonException {
        SequenceRun run = new SequenceRun(ruleSet, asked);
        for (Happened happened : events) {
            run.take(happened, matcher);
        }
        run.finish(sequence.until());
        List<RaisedAlert> raised = run.raised();
        boolean alone = asked.size() == 1;
        if (raised.isEmpty() && testCase.match()) {
            return CaseVerdict.failed(
                    alone ? "the rule does not fire, and must" : "none of the rules fires, and one must",
                    run.notes(sequence.steps()),
                    unmatched(run, events));
        } else if (!raised.isEmpty() && !testCase.match()) {
            return CaseVerdict.failed(
                    alone ? "the rule fires, and must not" : "one of the rules fires, and none may",
                    run.notes(sequence.steps()),
                    List.of());
        }
        return counted(testCase, sequence, raised, run);
    }

    private static CaseVerdict counted(
            RuleCase testCase, Sequence sequence, List<RaisedAlert> raised, SequenceRun run) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        raised.forEach(alert -> levels.add(alert.level()));
        Level level = testCase.level();
        if (level != null && !levels.contains(level)) {
            return CaseVerdict.failed(
                    "the rule fires with level " + RuleCaseJudge.words(levels) + ", and must with "
                            + RuleCaseJudge.word(level),
                    run.notes(sequence.steps()),
                    List.of());
        }
        int alerts = RaisedAlert.episodes(raised);
        Integer expected = sequence.alerts();
        if (expected != null && expected != alerts) {
            return CaseVerdict.failed(
                    "there are " + alerts + " alerts, and must be " + expected, run.notes(sequence.steps()), List.of());
        }
        return CaseVerdict.passed();
    }

    /** Why the first events that were of no use are not. */
    private List<Reason> unmatched(SequenceRun run, List<Happened> events) throws MalformedJsonException {
        List<Reason> reasons = new ArrayList<>();
        int explained = 0;
        int last = -1;
        for (Happened happened : events) {
            if (happened.step() != last && explained < MOST_EXPLAINED_EVENTS && run.isOfNoUse(happened.step())) {
                explained++;
                for (CompiledRule rule : run.concerned().rules()) {
                    Explanation explanation = ruleSet.explain(rule, happened.event(), lists);
                    String event = "event " + (happened.step() + 1)
                            + (explanation.holds() ? ", which lacks a field that is grouped by" : "");
                    reasons.add(new Reason(rule, event, explanation));
                }
            }
            last = happened.step();
        }
        return reasons;
    }
}
