package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern.Rare;
import io.windhover.rules.state.Outcome.Passed;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A group, here a member, shows a value that is new to it and that few of its peers show. In three stages, each of which
 * is one place that sees all it needs:
 * <pre>
 * member           what it has shown itself; passes on what is new to it
 *   │ #peers       by peer group: who its members are; adds how many
 *   ▼ #value       by peer group and value: who shows the value; fires
 * </pre>
 * What a member shows first is passed on also while it learns, and once more in each half of the expiry, so that it is
 * known who shows what; only what carries {@code #judged} may fire.
 *
 * <p>The sets of members and of users are the same in whatever order and how often they are told. But how many they are
 * is what has come by then: order changes what fires when several peers begin to show a value within the time that the
 * way through the stages takes, and where a peer group is about to be large enough; and what {@link NewValueFold} says of
 * midnight. More than 255 users or members are an estimate, within 13 % nineteen times of twenty.
 *
 * <p>A member with more values than are kept is not judged by itself any more but by its peers alone: what it showed
 * before does not fire again as long as it is among the value's users.
 *
 * <p>State: a member's as {@link NewValueFold}'s; of a peer group and of a value 8 bytes a member, 4 kB at most.
 */
final class RareFold implements Fold {
    static final String PEERS = "#peers";
    static final String VALUE = "#value";

    private static final String MARK = "#";
    private static final String MEMBER = "#member.";
    private static final String JUDGED = "#judged";
    private static final String KNOWN_FOR = "#known-for";
    private static final String PEER_COUNT = "#peer-count";
    private static final String ABOUT = "about ";

    private final Rare pattern;
    private final int valueCount;
    private final int expireDays;
    private final int halfDays;

    RareFold(Rare pattern) {
        this.pattern = pattern;
        this.valueCount = pattern.values().size();
        this.expireDays = Math.max(1, Days.in(pattern.expire()));
        this.halfDays = Math.max(1, expireDays / 2);
    }

    @Override
    public boolean needsOnlyNovelties() {
        return true;
    }

    @Override
    public Outcome observe(byte[] before, Observation observation, long watermark) {
        List<String> values = Shown.values(observation);
        if (observation.getKind() == ObservationKind.WATERMARK || values.isEmpty() || values.contains("")) {
            return Outcome.unchanged(before);
        }
        int day = Days.of(observation);
        if (observation.getKind() == ObservationKind.ACCEPTED) {
            return accept(before, values, day);
        }
        return switch (observation.getMatchedUid()) {
            case PEERS -> countPeers(before, observation, values, day);
            case VALUE -> countUsers(before, observation, values, day);
            default -> learn(before, observation, values, day);
        };
    }

    /** An analyst says that what a member shows is usual. */
    private Outcome accept(byte[] before, List<String> values, int day) {
        if (values.size() < valueCount) {
            return Outcome.unchanged(before);
        }
        ValueMemory memory = memory(before, day);
        memory.accept(ValueName.of(values.subList(0, valueCount)), day);
        return Outcome.quiet(memory.isChanged() ? memory.write() : before, Outcome.NEVER);
    }

    private Outcome learn(byte[] before, Observation observation, List<String> tuple, int day) {
        if (tuple.size() < pattern.fields().size()) {
            return Outcome.unchanged(before);
        }
        List<String> values = tuple.subList(0, valueCount);
        ValueMemory memory = memory(before, day);
        ValueName name = ValueName.of(values);
        KnownValue known = memory.find(name, day);
        boolean isJudged = known == null && !observation.getSilent() && memory.hasLearned(pattern.learning(), day);
        boolean isPassed = known == null || day / halfDays > known.last() / halfDays;
        if (known == null) {
            memory.learn(name, day, false);
        } else {
            memory.see(known, day);
        }
        byte[] after = memory.isChanged() ? memory.write() : before;
        if (!isPassed) {
            return Outcome.quiet(after, Outcome.NEVER);
        }
        Map<String, String> carried = new HashMap<>(observation.getCarried());
        for (int i = 0; i < observation.getGroup().size(); i++) {
            carried.put(MEMBER + i, observation.getGroup().get(i));
        }
        if (isJudged) {
            carried.put(JUDGED, "true");
            carried.put(KNOWN_FOR, Days.words(memory.knownFor(day)));
        }
        List<String> peers = tuple.subList(valueCount, pattern.fields().size());
        return passed(after, new Passed(PEERS, peers, values, carried));
    }

    private Outcome countPeers(byte[] before, Observation observation, List<String> values, int day) {
        Population known = Population.read(before, expireDays, day);
        Population members = known.with(Hash.of(member(observation)), day);
        LeastHashes all = members.all();
        Map<String, String> carried = new HashMap<>(observation.getCarried());
        // Its peers are the others.
        carried.put(PEER_COUNT, String.valueOf(all.estimate() - 1));
        List<String> group = new ArrayList<>(observation.getGroup());
        group.addAll(values);
        return passed(members == known ? before : members.write(), new Passed(VALUE, group, values, carried));
    }

    private Outcome countUsers(byte[] before, Observation observation, List<String> values, int day) {
        long member = Hash.of(member(observation));
        Population known = Population.read(before, expireDays, day);
        LeastHashes others = known.all();
        Population users = known.with(member, day);
        byte[] after = users == known ? before : users.write();
        long peers = Long.parseLong(observation.getCarried().getOrDefault(PEER_COUNT, "0"));
        boolean fires = !observation.getSilent()
                && observation.getCarried().containsKey(JUDGED)
                && !others.contains(member)
                && peers >= pattern.minPeers()
                && others.estimate() < pattern.prevalence() * peers;
        return Outcome.of(after, fires ? List.of(fired(observation, values, others, peers)) : List.of());
    }

    @Override
    public Progress progress(byte[] state, long today) {
        if (!ValueMemory.isMemory(state)) {
            return state.length == 0 ? Progress.LEARNING : Progress.JUDGED;
        }
        int day = Math.toIntExact(today);
        ValueMemory memory = memory(state, day);
        return !memory.isEmpty(day) && memory.hasLearned(pattern.learning(), day) ? Progress.JUDGED : Progress.LEARNING;
    }

    private ValueMemory memory(byte[] state, int day) {
        return ValueMemory.read(state, expireDays, pattern.maxValues(), day);
    }

    private static Outcome passed(byte[] after, Passed passed) {
        return new Outcome(after, Outcome.NEVER, List.of(), List.of(passed));
    }

    private static List<String> member(Observation observation) {
        List<String> member = new ArrayList<>();
        for (int i = 0; observation.getCarried().get(MEMBER + i) != null; i++) {
            member.add(observation.getCarried().get(MEMBER + i));
        }
        return member;
    }

    private static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(100 * share).round(new MathContext(6));
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    private Fired fired(Observation observation, List<String> values, LeastHashes others, long peers) {
        String users = (others.isExact() ? "" : ABOUT) + others.estimate();
        String all = (peers < LeastHashes.MOST - 1 ? "" : ABOUT) + peers;
        Map<String, String> carried = new HashMap<>(observation.getCarried());
        String knownFor = carried.getOrDefault(KNOWN_FOR, "");
        carried.keySet().removeIf(name -> name.startsWith(MARK));
        List<String> peerGroup =
                observation.getGroup().subList(0, observation.getGroup().size() - values.size());
        return new Fired(
                "first " + Shown.tuple(values) + " in " + knownFor + ", and " + users + " of " + all + " peers show it",
                observation.getEvidence(),
                List.of(),
                List.of(
                        Shown.reason("new value", String.join(" / ", values)),
                        Shown.reason("peers with it", users + " of " + all),
                        Shown.reason("rare below", percent(pattern.prevalence())),
                        Shown.reason("peer group", String.join(" / ", peerGroup)),
                        Shown.reason("known for", knownFor)),
                member(observation),
                values,
                carried,
                false,
                observation.getEvent());
    }
}
