package io.windhover.rules.plan;

import io.windhover.rules.ir.Feed;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.plan.RuleLinker.LinkedStateful;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out what each rule must tell the stateful rules that look at it. A stateful rule that is looked at by another one
 * knows its group and what it judges; what else the other asks for is carried along from the event itself.
 */
public final class FeedPlanner {
    private final List<LinkedStateful> stateful;
    /** Of each stateful rule, the names that those above it ask for and that it does not know by itself. */
    private final Map<String, Set<String>> carried = new HashMap<>();

    private final Map<String, Integer> levels = new HashMap<>();

    /**
     * Plans for a set.
     *
     * @param stateful each behind those that it looks at
     */
    public FeedPlanner(List<LinkedStateful> stateful) {
        this.stateful = List.copyOf(stateful);
        stateful.forEach(rule -> levels.put(rule.rule().reference().getUid(), levelAbove(rule.uids())));
        for (int i = stateful.size() - 1; i >= 0; i--) {
            collect(stateful.get(i));
        }
    }

    /** What a stateful rule tells of the event that decided, beside what it knows by itself. */
    public Set<String> carriedBy(LinkedStateful rule) {
        return carried.getOrDefault(rule.rule().reference().getUid(), Set.of());
    }

    /** 0 of a rule that looks at plain rules only, else one more than the highest of those that it looks at. */
    public int level(LinkedStateful rule) {
        return levels.getOrDefault(rule.rule().reference().getUid(), 0);
    }

    private int levelAbove(List<String> uids) {
        return 1
                + uids.stream()
                        .mapToInt(uid -> levels.getOrDefault(uid, -1))
                        .max()
                        .orElse(-1);
    }

    /** What a rule tells each stateful rule that looks at it; those come in the order of {@link #lookingAt}. */
    public List<Feed> feeds(Rule rule) {
        return lookingAt(rule.reference().getUid()).stream()
                .map(each -> feed(each, rule))
                .toList();
    }

    /** The stateful rules that look at a rule, each of them perhaps a stateful one. */
    public List<LinkedStateful> lookingAt(String uid) {
        return stateful.stream().filter(each -> each.uids().contains(uid)).toList();
    }

    private Feed feed(LinkedStateful looking, Rule rule) {
        StatefulRule target = looking.rule();
        String uid = rule.reference().getUid();
        return new Feed(
                target.groupBy().stream()
                        .map(field -> target.fieldIn(field, uid, rule.name()))
                        .toList(),
                target.pattern().fields().stream()
                        .map(field -> target.fieldIn(field, uid, rule.name()))
                        .toList(),
                carriedBy(looking).stream()
                        .map(name -> new Feed.Carried(name, target.fieldIn(new Field(name), uid, rule.name())))
                        .toList());
    }

    /** From the top down: whoever looks at it has been asked before. */
    private void collect(LinkedStateful below) {
        StatefulRule rule = below.rule();
        Set<String> known = knownBy(rule);
        Set<String> asked = new LinkedHashSet<>();
        for (LinkedStateful above : lookingAt(rule.reference().getUid())) {
            wanted(above).stream()
                    .map(field -> above.rule()
                            .fieldIn(field, rule.reference().getUid(), rule.name())
                            .name())
                    .filter(name -> !known.contains(name))
                    .forEach(asked::add);
        }
        carried.put(rule.reference().getUid(), asked);
    }

    private List<Field> wanted(LinkedStateful rule) {
        List<Field> wanted = new ArrayList<>(rule.rule().groupBy());
        wanted.addAll(rule.rule().pattern().fields());
        carriedBy(rule).stream().map(Field::new).forEach(wanted::add);
        return wanted;
    }

    private static Set<String> knownBy(StatefulRule rule) {
        Set<String> known = new LinkedHashSet<>();
        Stream.concat(rule.groupBy().stream(), rule.pattern().judged().stream())
                .map(Field::name)
                .forEach(known::add);
        return known;
    }
}
