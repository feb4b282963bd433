package io.windhover.cli.rules.backtest;

import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Progress;
import io.windhover.cli.remember.Remembering;
import io.windhover.detector.match.Findings;
import io.windhover.detector.triage.AlertEstimate;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what rules match, and the alerts that it would have made. */
final class Backtest implements EventReader.Judge, MatchSink {
    private final List<LoadedRule> rules;
    private final Level minLevel;
    private final RuleMatcher matcher;
    private final Remembering memory;
    private final AlertEstimate estimate = new AlertEstimate();
    private final Map<LoadedRule, Tally> tallies = new HashMap<>();
    private ReadEvent judged;

    /**
     * Counts matches of rules.
     *
     * @param lists those that the rules look values up in
     * @param minLevel matches below it are left out
     * @param grace how far the times of the events may stand out of their order
     */
    @SuppressWarnings("NullAway.Init") // Shown an event before anything else.
    Backtest(RuleSet rules, Lists lists, Level minLevel, Duration grace) {
        this.rules = rules.all().stream().filter(LoadedRule::alerts).toList();
        this.minLevel = minLevel;
        this.matcher = rules.newMatcher(lists);
        this.memory = new Remembering(rules, grace, Instant.now(), this::found);
    }

    @Override
    public void judge(ReadEvent event, Progress progress) throws MalformedJsonException {
        judged = event;
        matcher.match(event, this);
        memory.judged(event);
    }

    @Override
    public void finished(Progress progress) {
        memory.finish();
    }

    /** How many rules there are that alert. */
    int rules() {
        return rules.size();
    }

    /** Of the rules that matched, noisiest first. */
    List<Tally> noisiest() {
        return tallies.values().stream().sorted(Tally.NOISIEST).toList();
    }

    /** The rules that matched nothing, in their order. */
    List<LoadedRule> silent() {
        return rules.stream().filter(rule -> !tallies.containsKey(rule)).toList();
    }

    /** How many observations came too late to be sure of what they are part of. */
    long late() {
        return memory.late();
    }

    @Override
    public void observed(ObservedMatch observed) {
        memory.observe(observed, judged);
    }

    private void found(Finding finding) {
        if (finding.getRule().getLevel().compareTo(minLevel) < 0) {
            return;
        }
        LoadedRule rule = rules.stream()
                .filter(each ->
                        each.reference().getUid().equals(finding.getRule().getUid()))
                .findFirst()
                .orElseThrow();
        tallies.computeIfAbsent(rule, Tally::new)
                .add(finding.getEntity(), finding.getEvidence().getTime(), estimate.add(finding));
    }

    @Override
    public void matched(CompiledRule rule, MatchedEvent matched) {
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
