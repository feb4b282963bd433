package io.windhover.cli.rules.backtest;

import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Progress;
import io.windhover.detector.match.Findings;
import io.windhover.detector.triage.AlertEstimate;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what rules match, and the alerts that it would have made. */
final class Backtest implements EventReader.Judge {
    private final List<CompiledRule> rules;
    private final Level minLevel;
    private final RuleMatcher matcher;
    private final MatchSink sink = this::matched;
    private final AlertEstimate estimate = new AlertEstimate();
    private final Map<CompiledRule, Tally> tallies = new HashMap<>();
    private ReadEvent judged;

    /**
     * Counts matches of rules.
     *
     * @param lists those that the rules look values up in
     * @param minLevel matches below it are left out
     */
    @SuppressWarnings("NullAway.Init") // Shown an event before anything else.
    Backtest(RuleSet rules, Lists lists, Level minLevel) {
        this.rules = rules.rules();
        this.minLevel = minLevel;
        this.matcher = rules.newMatcher(lists);
    }

    @Override
    public void judge(ReadEvent event, Progress progress) throws MalformedJsonException {
        judged = event;
        matcher.match(event, sink);
    }

    /** Of the rules that matched, noisiest first. */
    List<Tally> noisiest() {
        return tallies.values().stream().sorted(Tally.NOISIEST).toList();
    }

    /** The rules that matched nothing, in their order. */
    List<CompiledRule> silent() {
        return rules.stream().filter(rule -> !tallies.containsKey(rule)).toList();
    }

    private void matched(CompiledRule rule, MatchedEvent matched) {
        if (matched.level().compareTo(minLevel) < 0) {
            return;
        }
        Finding finding = finding(rule, matched, judged.normalised());
        Tally tally = tallies.computeIfAbsent(rule, Tally::new);
        if (judged.isTimed()) {
            tally.add(finding.getEntity(), finding.getEvidence().getTime(), estimate.add(finding));
        } else {
            tally.addUntimed(finding.getEntity());
        }
    }

    /** Without what is only for show: the estimate keeps it for long. */
    private static Finding finding(CompiledRule rule, MatchedEvent matched, CloudEvent event) {
        Evidence evidence = Evidence.newBuilder()
                .setUid(event.getUid())
                .setTime(event.getTime())
                .setIngestTime(event.getIngestTime())
                .build();
        MatchedEvent bare = new MatchedEvent(matched.level(), matched.entity(), matched.dedup(), Map.of());
        return Findings.of(rule.reference(), bare, -1, evidence, event);
    }
}
