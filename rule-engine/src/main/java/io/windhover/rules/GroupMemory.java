package io.windhover.rules;

import io.windhover.rules.GroupStore.Timer;
import io.windhover.rules.state.Fired;
import io.windhover.rules.state.Outcome;
import io.windhover.rules.state.Outcome.Passed;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Observation;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs stateful rules over a store: gives each observation to its rule with what that remembers of the group, and turns what
 * comes of it into findings and into observations for the rules that look at it. It computes first and writes then, so an
 * observation that fails leaves nothing behind. Not thread-safe: one per store.
 */
public final class GroupMemory {
    private final GroupStore store;

    public GroupMemory(GroupStore store) {
        this.store = store;
    }

    /**
     * What came of an observation or a timer.
     *
     * @param findings for triage
     * @param observations for other stateful rules, or for other groups of the same one
     */
    public record Told(List<Finding> findings, List<Observation> observations) {
        /** Nothing came of it. */
        public static final Told NOTHING = new Told(List.of(), List.of());

        public Told {
            findings = List.copyOf(findings);
            observations = List.copyOf(observations);
        }

        public boolean isNothing() {
            return findings.isEmpty() && observations.isEmpty();
        }
    }

    /**
     * Takes an observation; one for a rule that the set does not have, or has with another state hash, is of no use.
     *
     * @param watermark by the level of a rule: event time in milliseconds before which nothing comes that is not late
     */
    public Told observe(RuleSet rules, Observation observation, IntToLongFunction watermark) {
        return observe(rules, List.of(observation), watermark).get(0);
    }

    /**
     * Takes observations of the same rule and group, one after the other; what is remembered is read and written once.
     *
     * @param together at least one
     * @param watermark as of a single one
     * @return what came of each, in their order
     */
    public List<Told> observe(RuleSet rules, List<Observation> together, IntToLongFunction watermark) {
        Observation first = together.get(0);
        Optional<CompiledStatefulRule> rule = rules.stateful(first.getRuleUid(), first.getRuleHash());
        if (rule.isEmpty()) {
            return Collections.nCopies(together.size(), Told.NOTHING);
        }
        byte[] key = rule.get().keyOf(place(first));
        byte[] before = store.get(key);
        List<Outcome> outcomes = rule.get()
                .fold()
                .observe(before, together, watermark.applyAsLong(rule.get().level()));
        List<Told> told = new ArrayList<>(together.size());
        for (int i = 0; i < together.size(); i++) {
            Observation observation = together.get(i);
            told.add(told(rule.get(), outcomes.get(i), observation, first.getGroup(), observation.getRuleSetVersion()));
        }
        write(key, before, outcomes.get(outcomes.size() - 1).state());
        outcomes.forEach(outcome -> schedule(rule.get(), outcome, first.getGroup()));
        return told;
    }

    /** A further stage of a rule has groups of its own, which may look like those of the stage before. */
    private static List<String> place(Observation observation) {
        if (!observation.getMatchedUid().startsWith(Passed.MARK)) {
            return observation.getGroup();
        }
        List<String> place = new ArrayList<>(observation.getGroup());
        place.add(0, observation.getMatchedUid());
        return place;
    }

    /** Takes a timer whose time the watermark has reached. */
    public Told due(RuleSet rules, Timer timer, long watermark, long ruleSetVersion) {
        Optional<CompiledStatefulRule> rule = rules.stateful(timer.ruleUid(), timer.ruleHash());
        if (rule.isEmpty()) {
            return Told.NOTHING;
        }
        byte[] key = rule.get().keyOf(timer.group());
        byte[] before = store.get(key);
        if (before.length == 0) {
            return Told.NOTHING;
        }
        Outcome outcome = rule.get().fold().due(before, watermark);
        Told told = told(rule.get(), outcome, null, timer.group(), ruleSetVersion);
        write(key, before, outcome.state());
        schedule(rule.get(), outcome, timer.group());
        return told;
    }

    @SuppressWarnings("ReferenceEquality") // A fold returns the very array where nothing changed.
    private void write(byte[] key, byte[] before, byte[] after) {
        if (after != before) {
            store.put(key, after);
        }
    }

    private void schedule(CompiledStatefulRule rule, Outcome outcome, List<String> group) {
        if (outcome.due() != Outcome.NEVER) {
            store.schedule(new Timer(
                    rule.level(),
                    outcome.due(),
                    rule.reference().getUid(),
                    rule.reference().getHash(),
                    group));
        }
    }

    private static Told told(
            CompiledStatefulRule rule,
            Outcome outcome,
            @Nullable Observation cause,
            List<String> group,
            long ruleSetVersion) {
        if (outcome.fired().isEmpty() && outcome.passed().isEmpty()) {
            return Told.NOTHING;
        }
        List<Finding> findings = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        int depth = cause == null ? 0 : cause.getDepth();
        for (Fired each : outcome.fired()) {
            Fired fired = each.group().isEmpty() ? each.about(group) : each;
            CloudEvent event = event(fired, cause);
            if (rule.alerts() && !fired.silent()) {
                findings.add(rule.finding(fired, event, ruleSetVersion));
            }
            observations.addAll(rule.onward(fired, event, depth, ruleSetVersion));
        }
        if (cause != null && depth < CompiledStatefulRule.MOST_DEPTH) {
            outcome.passed().forEach(passed -> observations.add(rule.passed(passed, cause)));
        }
        return new Told(findings, observations);
    }

    private static CloudEvent event(Fired fired, @Nullable Observation cause) {
        CloudEvent own = fired.event();
        if (own != null) {
            return own;
        }
        return cause == null || cause.getEvent() == null ? unknown(fired) : cause.getEvent();
    }

    /** Of an event of which nothing but the evidence is known. */
    private static CloudEvent unknown(Fired fired) {
        return CloudEvent.newBuilder()
                .setUid(fired.deciding().getUid())
                .setTime(fired.deciding().getTime())
                .setIngestTime(fired.deciding().getIngestTime())
                .setProvider("")
                .setLogSource(new LogSource("", null, null))
                .setActor(Actor.newBuilder().build())
                .setSource(SourceEndpoint.newBuilder().build())
                .setApi(Api.newBuilder().build())
                .setCloud(Cloud.newBuilder().build())
                .setResources(List.of())
                .setRaw(ByteBuffer.allocate(0))
                .build();
    }
}
