package io.windhover.rules;

import io.windhover.rules.eval.Evaluation;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.eval.Verdict;
import io.windhover.rules.eval.Verdict.VerdictSink;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges events by a {@link RuleSet}'s rules. Not thread-safe: one per thread. */
public final class RuleMatcher {
    private final RuleSet ruleSet;
    private final Lists lists;
    /** Few, so a search is quicker than a map; the source of the last event is mostly that of the next. */
    private final List<SourceEvaluation> evaluations = new ArrayList<>();

    private final VerdictSink verdicts = this::matched;

    private @Nullable SourceEvaluation last;
    private @Nullable LogSource lastSource;
    private @Nullable MatchSink sink;

    private record SourceEvaluation(LogSourceKey key, Evaluation evaluation) {}

    RuleMatcher(RuleSet ruleSet, Lists lists) {
        this.ruleSet = ruleSet;
        this.lists = lists;
    }

    /**
     * Reports every rule that matches, in the order of {@link RuleSet#rules()}, and what stateful rules are to be told,
     * before it returns.
     *
     * @throws MalformedJsonException if the event is not valid JSON or is nested too deep; nothing was then reported
     */
    public void match(LogEvent event, MatchSink matchSink) throws MalformedJsonException {
        sink = matchSink;
        try {
            evaluation(event.logSource()).run(event, verdicts);
        } finally {
            sink = null;
        }
    }

    private void matched(int number, Verdict verdict) {
        MatchSink told = sink;
        if (told == null) {
            return;
        }
        CompiledRule rule = ruleSet.rules().get(number);
        if (rule.alerts()) {
            told.matched(
                    rule,
                    new MatchedEvent(
                            verdict.level(rule.reference().getLevel()),
                            verdict.entity(),
                            verdict.dedup(),
                            verdict.context()));
        }
        for (int i = 0; i < rule.told().size(); i++) {
            CompiledStatefulRule stateful = rule.told().get(i);
            verdict.tell(
                    i,
                    (group, values, carried) ->
                            told.observed(new ObservedMatch(stateful, rule, group, values, carried)));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is quicker to know than an equal one
    private Evaluation evaluation(LogSource source) {
        SourceEvaluation recent = last;
        if (recent == null || (source != lastSource && !recent.key.is(source))) {
            recent = find(source);
            last = recent;
        }
        lastSource = source;
        return recent.evaluation;
    }

    private SourceEvaluation find(LogSource source) {
        for (SourceEvaluation each : evaluations) {
            if (each.key.is(source)) {
                return each;
            }
        }
        LogSourceKey key = LogSourceKey.of(source);
        SourceEvaluation made = new SourceEvaluation(key, new Evaluation(ruleSet.partition(key), lists));
        evaluations.add(made);
        return made;
    }
}
