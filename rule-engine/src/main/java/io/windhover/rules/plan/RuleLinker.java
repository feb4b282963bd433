package io.windhover.rules.plan;

import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Refused;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.ir.StateHash;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import io.windhover.schemas.RuleReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins the documents of a whole set: checks ids and references, applies filters, decides which rules alert on their own,
 * and refuses correlations that lead back to themselves.
 */
public final class RuleLinker {
    private final List<Issue> issues;
    private final Refused refused;

    /** How many rules a message names. */
    private static final int MOST_NAMED = 5;

    /** What an id or a name stands for. */
    private final Map<String, Document> documents = new HashMap<>();

    private record Document(
            String id, @Nullable String name, String file, Position position, Optional<StatefulRule> stateful) {}

    /**
     * What a set consists of once it is joined.
     *
     * @param alerting the rules that alert on their own
     * @param feeding the rules that only stateful ones look at
     * @param stateful the stateful rules that are sound, each behind those that it looks at
     */
    public record Linked(List<Rule> alerting, List<Rule> feeding, List<LinkedStateful> stateful) {}

    /**
     * A stateful rule that is joined to its rules.
     *
     * @param rule with the state hash of its own shape and of its rules'
     * @param uids of its rules, in their order
     * @param alerts whether it alerts on its own
     */
    public record LinkedStateful(StatefulRule rule, List<String> uids, boolean alerts) {
        public LinkedStateful {
            uids = List.copyOf(uids);
        }
    }

    /**
     * Prepares the joining of a set.
     *
     * @param issues receives what is wrong
     * @param refused what is left of the documents that do not take part
     */
    public RuleLinker(List<Issue> issues, Refused refused) {
        this.issues = issues;
        this.refused = refused;
    }

    public Linked link(Collection<Rule> rules, Collection<StatefulRule> stateful, Collection<Filter> filters) {
        RuleChecker checker = new RuleChecker(issues);
        List<Rule> sound = rules.stream()
                .filter(rule -> isNew(document(rule)))
                .filter(checker::accepts)
                .toList();
        List<StatefulRule> known = stateful.stream()
                .filter(rule -> isNew(document(rule)))
                .filter(checker::accepts)
                .toList();
        List<Rule> filtered = filtered(sound, filters);
        List<StatefulRule> linked = childrenFirst(
                filtered,
                known.stream()
                        .filter(this::refersToKnown)
                        .filter(this::isAcyclic)
                        .toList());
        refused.filters().forEach(filter -> unfiltered(sound, filter));
        List<Rule> alerting = new ArrayList<>();
        List<Rule> feeding = new ArrayList<>();
        filtered.forEach(
                rule -> (isSilenced(rule.reference().getUid(), rule.name(), rule.file(), linked) ? feeding : alerting)
                        .add(rule));
        return new Linked(alerting, feeding, joined(filtered, linked));
    }

    /** Those that look at nothing that was refused, each behind what it looks at; of the others is said why not. */
    private List<StatefulRule> childrenFirst(List<Rule> rules, List<StatefulRule> stateful) {
        Set<String> names = new HashSet<>();
        rules.forEach(rule -> put(names, rule.reference().getUid(), rule.name()));
        List<StatefulRule> ordered = new ArrayList<>();
        List<StatefulRule> open = new ArrayList<>(stateful);
        boolean progress = true;
        while (progress) {
            progress = false;
            for (StatefulRule rule : List.copyOf(open)) {
                if (rule.rules().stream().allMatch(name -> names.contains(name.text()))) {
                    put(names, rule.reference().getUid(), rule.name());
                    ordered.add(rule);
                    open.remove(rule);
                    progress = true;
                }
            }
        }
        for (StatefulRule rule : open) {
            rule.rules().stream()
                    .filter(name -> !names.contains(name.text()))
                    .forEach(name -> reportRefused(rule, name));
        }
        return ordered;
    }

    private static void put(Set<String> names, String uid, @Nullable String name) {
        names.add(uid);
        if (name != null) {
            names.add(name);
        }
    }

    /** @param stateful children first, so that each one's hash can be made of theirs */
    private static List<LinkedStateful> joined(List<Rule> rules, List<StatefulRule> stateful) {
        Map<String, RuleReference> references = new HashMap<>();
        rules.forEach(rule -> put(references, rule.reference(), rule.name()));
        List<LinkedStateful> joined = new ArrayList<>();
        for (StatefulRule rule : stateful) {
            List<RuleReference> children = rule.rules().stream()
                    .map(name -> Objects.requireNonNull(references.get(name.text())))
                    .toList();
            RuleReference reference = RuleReference.newBuilder(rule.reference())
                    .setHash(hash(rule.reference(), children))
                    .build();
            boolean alerts = !isSilenced(reference.getUid(), rule.name(), rule.file(), stateful);
            joined.add(new LinkedStateful(
                    rule.withReference(reference),
                    children.stream().map(RuleReference::getUid).toList(),
                    alerts));
            put(references, reference, rule.name());
        }
        return joined;
    }

    /** Another meaning of a rule that it looks at starts with clean state too. */
    private static String hash(RuleReference rule, List<RuleReference> lookedAt) {
        return StateHash.of(Stream.concat(Stream.of(rule), lookedAt.stream())
                .map(RuleReference::getHash)
                .collect(Collectors.joining()));
    }

    private static void put(Map<String, RuleReference> references, RuleReference reference, @Nullable String name) {
        references.put(reference.getUid(), reference);
        if (name != null) {
            references.put(name, reference);
        }
    }

    private static Document document(Rule rule) {
        return new Document(rule.reference().getUid(), rule.name(), rule.file(), rule.position(), Optional.empty());
    }

    private static Document document(StatefulRule rule) {
        return new Document(rule.reference().getUid(), rule.name(), rule.file(), rule.position(), Optional.of(rule));
    }

    private boolean isNew(Document document) {
        boolean fresh = register(document.id, document);
        if (document.name != null && !document.name.equals(document.id)) {
            fresh &= register(document.name, document);
        }
        return fresh;
    }

    private boolean register(String key, Document document) {
        Document namesake = documents.putIfAbsent(key, document);
        if (namesake != null) {
            report(
                    Severity.ERROR,
                    document.file,
                    document.position,
                    "'" + key + "' already names the rule in " + namesake.file + ":" + namesake.position + ".",
                    null);
        }
        return namesake == null;
    }

    private boolean refersToKnown(StatefulRule correlation) {
        boolean all = true;
        for (RuleName rule : correlation.rules()) {
            if (!documents.containsKey(rule.text())) {
                all = false;
                if (refused.rules().contains(rule.text())) {
                    reportRefused(correlation, rule);
                } else {
                    report(
                            Severity.ERROR,
                            correlation.file(),
                            rule.position(),
                            "No rule has the id or name '" + rule.text() + "'.",
                            Nearest.question(rule.text(), documents.keySet()).orElse(null));
                }
            }
        }
        return all;
    }

    private void reportRefused(StatefulRule looking, RuleName name) {
        report(
                Severity.ERROR,
                looking.file(),
                name.position(),
                "The rule '" + name.text() + "' has errors of its own: mend it first.",
                null);
    }

    private boolean isAcyclic(StatefulRule correlation) {
        List<StatefulRule> open = new ArrayList<>(List.of(correlation));
        Set<StatefulRule> seen = new HashSet<>();
        while (!open.isEmpty()) {
            StatefulRule next = open.remove(open.size() - 1);
            for (RuleName rule : next.rules()) {
                Document target = documents.get(rule.text());
                Optional<StatefulRule> behind = target == null ? Optional.empty() : target.stateful;
                if (behind.isPresent() && behind.get().equals(correlation)) {
                    report(
                            Severity.ERROR,
                            correlation.file(),
                            correlation.rules().get(0).position(),
                            "The correlation leads back to itself, by '" + rule.text() + "' in " + next.file() + ".",
                            null);
                    return false;
                }
                behind.filter(seen::add).ifPresent(open::add);
            }
        }
        return true;
    }

    private List<Rule> filtered(List<Rule> rules, Collection<Filter> filters) {
        List<Rule> filtered = new ArrayList<>(rules);
        for (Filter filter : filters) {
            boolean applied = false;
            for (int i = 0; i < filtered.size(); i++) {
                if (filter.concerns(filtered.get(i))) {
                    filtered.set(i, filter.appliedTo(filtered.get(i)));
                    applied = true;
                }
            }
            if (!applied) {
                report(
                        Severity.WARNING,
                        filter.file(),
                        filter.position(),
                        "The filter concerns no rule of this set.",
                        null);
            }
        }
        return filtered;
    }

    /** To refuse the rules too would hide attacks; unfiltered they alert too often, and that is seen. */
    private void unfiltered(List<Rule> rules, Filter filter) {
        List<String> titles = rules.stream()
                .filter(filter::concerns)
                .map(rule -> "'" + rule.reference().getTitle() + "'")
                .toList();
        if (!titles.isEmpty()) {
            String more = titles.size() > MOST_NAMED ? " and " + (titles.size() - MOST_NAMED) + " more" : "";
            report(
                    Severity.ERROR,
                    filter.file(),
                    filter.position(),
                    "The filter has errors and is left out; unfiltered runs what it is for: "
                            + String.join(", ", titles.subList(0, Math.min(MOST_NAMED, titles.size()))) + more + ".",
                    null);
        }
    }

    /** In its own file a stateful rule silences its rules unless it says otherwise, in others only if it says so. */
    private static boolean isSilenced(String uid, @Nullable String name, String file, List<StatefulRule> stateful) {
        List<StatefulRule> looking =
                stateful.stream().filter(rule -> rule.looksAt(uid, name)).toList();
        return looking.stream().noneMatch(rule -> rule.generate().orElse(false))
                && looking.stream()
                        .anyMatch(rule ->
                                rule.generate().isPresent() || rule.file().equals(file));
    }

    private void report(
            Severity severity, String file, Position position, String message, @Nullable String suggestion) {
        issues.add(new Issue(severity, file, position, message, suggestion));
    }
}
