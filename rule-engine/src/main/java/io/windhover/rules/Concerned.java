package io.windhover.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some rules of a set, and those that they look at, to any depth.
 *
 * @param uids of all of them
 * @param rules those that judge single events
 */
record Concerned(Set<String> uids, List<CompiledRule> rules) {
    static Concerned of(RuleSet ruleSet, List<LoadedRule> asked) {
        Map<String, CompiledStatefulRule> stateful = ruleSet.stateful().stream()
                .collect(Collectors.toMap(rule -> rule.reference().getUid(), rule -> rule));
        Deque<String> open = new ArrayDeque<>(
                asked.stream().map(rule -> rule.reference().getUid()).toList());
        Set<String> uids = new HashSet<>();
        for (String uid = open.poll(); uid != null; uid = open.poll()) {
            CompiledStatefulRule remembers = stateful.get(uid);
            if (uids.add(uid) && remembers != null) {
                open.addAll(remembers.looksAt());
            }
        }
        List<CompiledRule> rules = ruleSet.rules().stream()
                .filter(rule -> uids.contains(rule.reference().getUid()))
                .toList();
        return new Concerned(Set.copyOf(uids), rules);
    }
}
