package io.windhover.detector.triage;

import io.windhover.rules.eval.Lists;
import io.windhover.rules.eval.LookupValue;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.Folding;
import io.windhover.rules.state.RiskContribution;
import io.windhover.rules.state.RiskLedger;
import io.windhover.rules.state.RiskVerdict;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Finding;
import io.windhover.schemas.RiskPoints;
import io.windhover.schemas.RiskState;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The risk of one task's entities: what alerts add to it, by the policy that is active. */
final class RiskBook {
    private static final char END = '\u001f';
    private static final int EXPIRY_SLICE = 1_000;
    private static final Duration MORE = Duration.ofDays(1);

    private final KeyValueStore<String, RiskState> states;
    private final Supplier<Optional<RiskPolicy>> policies;
    private final Lists lists;
    private @Nullable String expiryCursor;

    RiskBook(KeyValueStore<String, RiskState> states, Supplier<Optional<RiskPolicy>> policies, Lists lists) {
        this.states = states;
        this.policies = policies;
        this.lists = lists;
    }

    /**
     * Something that risk has reached.
     *
     * @param policy by which
     * @param verdict how high it is, and of what it is made
     */
    record Reached(RiskPolicy policy, RiskVerdict verdict) {}

    /**
     * Adds what a finding that belongs to an alert adds to the risk of its entity.
     *
     * @param now wall-clock time in milliseconds since 1970
     * @return what is reached by it; empty where nothing has changed
     */
    Optional<Reached> add(Finding finding, long now) {
        Optional<RiskPolicy> active = policies.get();
        if (active.isEmpty() || !counts(finding, active.get())) {
            return Optional.empty();
        }
        RiskPolicy policy = active.get();
        Instant time = finding.getEvidence().getTime();
        double factor = policy.factor(list -> standsIn(list, finding.getEntity(), time));
        RuleReference rule = finding.getRule();
        Optional<RiskContribution> added =
                RiskLedger.contribution(policy, hash(rule), rule.getLevel(), rule.getTags(), factor, time);
        if (added.isEmpty()) {
            return Optional.empty();
        }
        String key = key(finding.getEntity(), policy);
        RiskLedger before = ledger(key);
        RiskLedger after = before.with(policy, added.get());
        if (after.equals(before)) {
            return Optional.empty();
        }
        Instant expires = Instant.ofEpochMilli(now)
                .plus(policy.memory())
                .plus(policy.oncePer())
                .plus(MORE);
        states.put(key, state(expires, after));
        return after.judge(policy, time).map(verdict -> new Reached(policy, verdict));
    }

    /** Takes back what an alert has added: it was found to be harmless. */
    void takeBack(Alert alert) {
        policies.get().ifPresent(policy -> {
            String key = key(alert.getEntity(), policy);
            RiskState state = states.get(key);
            if (state != null) {
                RiskLedger less =
                        ledger(key).without(policy, hash(alert.getRule()), alert.getFirstTime(), alert.getLastTime());
                states.put(key, state(state.getExpires(), less));
            }
        });
    }

    /** Risk is a principal's, and what we say of ourselves is none. */
    private static boolean counts(Finding finding, RiskPolicy policy) {
        return finding.getEntity().equals(finding.getEvent().getActor().getPrincipal())
                && !Floods.isOwn(finding.getRule())
                && !finding.getRule().getUid().equals(policy.reference().getUid());
    }

    private boolean standsIn(String list, String entity, Instant time) {
        byte[] folded = Folding.bytes(entity, false);
        ByteText text = new ByteText();
        text.view(folded, 0, folded.length);
        LookupValue value = new LookupValue(time::toEpochMilli);
        value.set(text);
        return lists.contains(list, value);
    }

    /** Hash of a rule as contributions name it. */
    static long hash(RuleReference rule) {
        return UidHash.of(rule.getUid() + END + rule.getHash());
    }

    private static String key(String entity, RiskPolicy policy) {
        return entity
                + END
                + policy.reference().getUid()
                + END
                + policy.reference().getHash();
    }

    private RiskLedger ledger(String key) {
        RiskState state = states.get(key);
        return state == null
                ? RiskLedger.empty()
                : new RiskLedger(state.getContributions().stream()
                        .map(points -> new RiskContribution(
                                points.getRule(),
                                points.getSpan(),
                                points.getSteps(),
                                points.getPoints(),
                                points.getTactics()))
                        .toList());
    }

    private static RiskState state(Instant expires, RiskLedger ledger) {
        return new RiskState(
                expires,
                ledger.contributions().stream()
                        .map(one -> new RiskPoints(one.rule(), one.span(), one.steps(), one.points(), one.tactics()))
                        .toList());
    }

    /** Walks the store a slice at a time, as the books of episodes are walked. */
    void forgetExpired(long now) {
        Instant time = Instant.ofEpochMilli(now);
        List<String> expired = new ArrayList<>();
        String last = null;
        try (KeyValueIterator<String, RiskState> slice = states.range(expiryCursor, null)) {
            for (int i = 0; i < EXPIRY_SLICE && slice.hasNext(); i++) {
                KeyValue<String, RiskState> entry = slice.next();
                if (entry.value.getExpires().isBefore(time)) {
                    expired.add(entry.key);
                }
                last = slice.hasNext() ? entry.key : null;
            }
        }
        expiryCursor = last;
        expired.forEach(states::delete);
    }
}
