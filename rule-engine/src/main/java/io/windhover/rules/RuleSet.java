package io.windhover.rules;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.eval.Evaluation;
import io.windhover.rules.eval.Explanation;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.eval.Partition;
import io.windhover.rules.ir.FeedingRule;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.plan.AbsentFields;
import io.windhover.rules.plan.MissingLists;
import io.windhover.rules.plan.PartitionPlanner;
import io.windhover.rules.source.Issue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules that are judged together; immutable and thread-safe. Plans a log source's rules when its first event comes. */
public final class RuleSet {
    private final List<CompiledRule> rules;
    private final List<CompiledStatefulRule> stateful;
    private final List<FeedingRule> sources;
    private final Map<String, CompiledStatefulRule> statefulByUid;
    /** By level; see {@link #delay}. */
    private final long[] delays;

    private final Optional<RiskPolicy> risk;
    private final Aliases aliases;
    private final Map<LogSourceKey, Partition> partitions = new ConcurrentHashMap<>();

    RuleSet(List<CompiledRule> rules, List<CompiledStatefulRule> stateful, Optional<RiskPolicy> risk, Aliases aliases) {
        this.rules = List.copyOf(rules);
        this.stateful = List.copyOf(stateful);
        this.sources = rules.stream().map(CompiledRule::feeding).toList();
        this.statefulByUid = stateful.stream()
                .collect(Collectors.toUnmodifiableMap(rule -> rule.reference().getUid(), rule -> rule));
        this.delays = delays(stateful);
        this.risk = risk;
        this.aliases = aliases;
    }

    /** Of rules that each alert on their own, and of none that remembers. */
    static RuleSet of(List<Rule> rules, Aliases aliases) {
        return new RuleSet(
                rules.stream()
                        .map(rule -> new CompiledRule(new FeedingRule(rule, List.of()), true, List.of()))
                        .toList(),
                List.of(),
                Optional.empty(),
                aliases);
    }

    /** How alerts about one entity add up to its risk, where the set says so. */
    public Optional<RiskPolicy> risk() {
        return risk;
    }

    /** In the order of the files and of the documents in them. */
    public List<CompiledRule> rules() {
        return rules;
    }

    /** The rules that remember, each behind those that it looks at. */
    public List<CompiledStatefulRule> stateful() {
        return stateful;
    }

    /** All of them: those that judge one event, then those that remember. */
    public List<LoadedRule> all() {
        return Stream.<LoadedRule>concat(rules.stream(), stateful.stream()).toList();
    }

    /** The rules that judge single events for one: itself, or those that it looks at in the end. */
    public List<CompiledRule> judgesOf(LoadedRule rule) {
        return Concerned.of(this, List.of(rule)).rules();
    }

    /** The highest level of a stateful rule; −1 where there is none. */
    public int highestLevel() {
        return delays.length - 1;
    }

    /**
     * By how much the watermark of the level above stands behind a level's: what a rule fires late, it tells of late.
     *
     * @return milliseconds of event time
     */
    public long delay(int level) {
        return delays[level];
    }

    private static long[] delays(List<CompiledStatefulRule> stateful) {
        long[] delays = new long
                [1
                        + stateful.stream()
                                .mapToInt(CompiledStatefulRule::level)
                                .max()
                                .orElse(-1)];
        stateful.stream()
                .filter(rule -> !rule.told().isEmpty())
                .forEach(rule -> delays[rule.level()] =
                        Math.max(delays[rule.level()], rule.fold().delay()));
        return delays;
    }

    /** The stateful rule with this id and state hash: what was observed for another hash is of no use to it. */
    public Optional<CompiledStatefulRule> stateful(String uid, String hash) {
        return Optional.ofNullable(statefulByUid.get(uid))
                .filter(rule -> rule.reference().getHash().equals(hash));
    }

    /** A matcher for one thread. It holds some 100 kB of buffers: make one a thread, not one an event. */
    public RuleMatcher newMatcher() {
        return newMatcher(Lists.NONE);
    }

    /** A matcher whose rules look values up in these lists, as they are at that moment. */
    public RuleMatcher newMatcher(Lists lists) {
        return new RuleMatcher(this, lists);
    }

    /**
     * Explains what a rule of this set makes of an event, with the code that judges events.
     *
     * @throws MalformedJsonException if the event is not valid JSON or is nested too deep
     */
    public Explanation explain(CompiledRule rule, LogEvent event, Lists lists) throws MalformedJsonException {
        if (!rule.logSource().matches(event.logSource())) {
            String actual = LogSourceKey.of(event.logSource()).toString();
            return Explanation.unconcerned("log source " + rule.logSource(), actual);
        }
        Partition alone = PartitionPlanner.plan(List.of(rule.feeding()), event.logSource(), aliases);
        return new Evaluation(alone, lists).explain(event);
    }

    /**
     * Warnings about look-ups in lists that are not there.
     *
     * @param given the names of the lists that there are
     */
    public List<Issue> missingLists(Set<String> given) {
        return MissingLists.of(plain(), risk, given);
    }

    /**
     * Warnings about conditions on fields that no event has where the rules run.
     *
     * @param absent names of the fields
     */
    public List<Issue> absentFields(Set<String> absent) {
        return AbsentFields.of(
                plain(), stateful.stream().map(CompiledStatefulRule::rule).toList(), absent);
    }

    private List<Rule> plain() {
        return sources.stream().map(FeedingRule::rule).toList();
    }

    Partition partition(LogSourceKey key) {
        return partitions.computeIfAbsent(key, k -> PartitionPlanner.plan(sources, k.logSource(), aliases));
    }
}
