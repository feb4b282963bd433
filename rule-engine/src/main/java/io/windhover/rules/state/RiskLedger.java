package io.windhover.rules.state;

import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.RiskPolicy.Condition;
import io.windhover.rules.ir.RiskPolicy.Score;
import io.windhover.rules.ir.RiskPolicy.Tactics;
import io.windhover.schemas.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The risk of one entity: which rules alerted about it, when, and for how many points. Pure: every method returns a new
 * one.
 *
 * <p>Times are kept in steps of a 32nd of the policy's {@code once-per}, 45 minutes by default, so that a rule that keeps
 * alerting changes the ledger once a step. At any time a rule counts once for each span, by its last alert until then; the
 * points of an alert halve with each half-life since. So the ledger depends on the alerts and not on their order or
 * repetition, and an alert more never lowers the risk of any time: what is reached in one order is reached in each.
 *
 * <p>Bounded: of more than {@value #MOST} rules and spans the ones that alerted last are kept.
 *
 * @param contributions in the order of span and rule, each pair of them once
 */
public record RiskLedger(List<RiskContribution> contributions) {
    /** How many contributions are kept: 16 make about 400 bytes. */
    public static final int MOST = 16;

    private static final RiskLedger EMPTY = new RiskLedger(List.of());

    public RiskLedger {
        contributions = List.copyOf(contributions);
    }

    public static RiskLedger empty() {
        return EMPTY;
    }

    /**
     * What an alert adds.
     *
     * @param rule hash of its rule
     * @param tags of its rule
     * @param factor of the entity
     * @return empty where its level gives no points
     */
    public static Optional<RiskContribution> contribution(
            RiskPolicy policy, long rule, Level level, List<String> tags, double factor, Instant time) {
        Double points = policy.scores().get(level);
        if (points == null) {
            return Optional.empty();
        }
        long step = step(policy, time);
        long span = Math.floorDiv(step, RiskContribution.STEPS);
        int bit = 1 << Math.floorMod(step, RiskContribution.STEPS);
        return Optional.of(new RiskContribution(rule, span, bit, points * factor, RiskTactic.bits(tags)));
    }

    /** With one contribution more. */
    public RiskLedger with(RiskPolicy policy, RiskContribution added) {
        List<RiskContribution> all = new ArrayList<>();
        RiskContribution sum = added;
        for (RiskContribution known : contributions) {
            if (known.isSame(added)) {
                sum = known.with(added);
            } else {
                all.add(known);
            }
        }
        all.add(sum);
        long newest = all.stream().mapToLong(RiskContribution::lastStep).max().orElseThrow();
        long memory = policy.memory().toMillis() / stepMillis(policy) + 1;
        List<RiskContribution> kept = all.stream()
                .filter(one -> newest - one.lastStep() <= memory)
                .sorted(Comparator.comparing(RiskContribution::lastStep).thenComparing(RiskContribution.CANONICAL))
                .toList();
        return new RiskLedger(kept.subList(Math.max(0, kept.size() - MOST), kept.size()).stream()
                .sorted(RiskContribution.CANONICAL)
                .toList());
    }

    /** Without what a rule added from one time to another: an analyst found it harmless. */
    public RiskLedger without(RiskPolicy policy, long rule, Instant first, Instant last) {
        long from = Math.floorDiv(step(policy, first), RiskContribution.STEPS);
        long to = Math.floorDiv(step(policy, last), RiskContribution.STEPS);
        return new RiskLedger(contributions.stream()
                .filter(one -> one.rule() != rule || one.span() < from || one.span() > to)
                .toList());
    }

    /**
     * Whether the policy's conditions hold at some time.
     *
     * @param from the alert that was added last: before the span in which it stands nothing has changed
     * @return at the time of the highest score among those at which they hold
     */
    public Optional<RiskVerdict> judge(RiskPolicy policy, Instant from) {
        // Of a rule the gravest alert counts for its whole span, for what came before it too.
        long first = Math.floorDiv(step(policy, from), RiskContribution.STEPS) * RiskContribution.STEPS;
        RiskVerdict highest = null;
        for (RiskContribution one : contributions) {
            for (int i = 0; i < RiskContribution.STEPS; i++) {
                long step = one.span() * RiskContribution.STEPS + i;
                if ((one.steps() & (1 << i)) != 0 && step >= first) {
                    RiskVerdict verdict = at(policy, step);
                    boolean higher = highest == null || verdict.score() > highest.score();
                    if (higher && holds(policy, step, verdict.score())) {
                        highest = verdict;
                    }
                }
            }
        }
        return Optional.ofNullable(highest);
    }

    private boolean holds(RiskPolicy policy, long step, double score) {
        List<Condition> conditions = policy.when().conditions();
        return policy.when().all()
                ? conditions.stream().allMatch(condition -> holds(policy, condition, step, score))
                : conditions.stream().anyMatch(condition -> holds(policy, condition, step, score));
    }

    private boolean holds(RiskPolicy policy, Condition condition, long step, double score) {
        if (condition instanceof Tactics tactics) {
            return Integer.bitCount(tactics(policy, tactics, step)) >= tactics.least();
        }
        return score >= ((Score) condition).least();
    }

    private int tactics(RiskPolicy policy, Tactics within, long step) {
        long steps = within.within().toMillis() / stepMillis(policy);
        int bits = 0;
        for (RiskContribution one : contributions) {
            long last = one.lastStepUpTo(step);
            bits |= last >= 0 && step - last <= steps ? one.tactics() : 0;
        }
        return bits;
    }

    private RiskVerdict at(RiskPolicy policy, long step) {
        double score = 0;
        int bits = 0;
        List<RiskVerdict.Part> parts = new ArrayList<>();
        for (RiskContribution one : contributions) {
            long last = one.lastStepUpTo(step);
            if (last >= 0) {
                double halves = (double) ((step - last) * stepMillis(policy))
                        / policy.halfLife().toMillis();
                double points = one.points() * Math.pow(2, -halves);
                score += points;
                bits |= one.tactics();
                parts.add(new RiskVerdict.Part(one.rule(), points));
            }
        }
        return new RiskVerdict(Instant.ofEpochMilli(step * stepMillis(policy)), score, RiskTactic.of(bits), parts);
    }

    private static long step(RiskPolicy policy, Instant time) {
        return Math.max(0, time.toEpochMilli()) / stepMillis(policy);
    }

    private static long stepMillis(RiskPolicy policy) {
        return policy.oncePer().toMillis() / RiskContribution.STEPS;
    }
}
