package io.windhover.rules.plan;

import io.windhover.rules.ir.Correlation;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Refused;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            String id, @Nullable String name, String file, Position position, Optional<Correlation> correlation) {}

    /**
     * What a set consists of once it is joined.
     *
     * @param alerting the rules that alert on their own
     * @param feeding the rules that only correlations look at
     * @param correlations those that are sound
     */
    public record Linked(List<Rule> alerting, List<Rule> feeding, List<Correlation> correlations) {}

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

    public Linked link(Collection<Rule> rules, Collection<Correlation> correlations, Collection<Filter> filters) {
        RuleChecker checker = new RuleChecker(issues);
        List<Rule> sound = rules.stream()
                .filter(rule -> isNew(document(rule)))
                .filter(checker::accepts)
                .toList();
        List<Correlation> known = correlations.stream()
                .filter(correlation -> isNew(document(correlation)))
                .toList();
        List<Correlation> linked = known.stream()
                .filter(this::refersToKnown)
                .filter(this::isAcyclic)
                .toList();
        List<Rule> filtered = filtered(sound, filters);
        refused.filters().forEach(filter -> unfiltered(sound, filter));
        List<Rule> alerting = new ArrayList<>();
        List<Rule> feeding = new ArrayList<>();
        filtered.forEach(rule -> (isSilenced(rule, linked) ? feeding : alerting).add(rule));
        feeding.forEach(rule -> report(
                Severity.WARNING,
                rule.file(),
                rule.position(),
                "A correlation silences this rule, and correlations are checked but not run yet: it does not alert.",
                "say 'generate: true' in the correlation to let it alert"));
        return new Linked(alerting, feeding, linked);
    }

    private static Document document(Rule rule) {
        return new Document(rule.reference().getUid(), rule.name(), rule.file(), rule.position(), Optional.empty());
    }

    private static Document document(Correlation correlation) {
        return new Document(
                correlation.reference().getUid(),
                correlation.name(),
                correlation.file(),
                correlation.position(),
                Optional.of(correlation));
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

    private boolean refersToKnown(Correlation correlation) {
        boolean all = true;
        for (RuleName rule : correlation.rules()) {
            if (!documents.containsKey(rule.text())) {
                all = false;
                boolean broken = refused.rules().contains(rule.text());
                report(
                        Severity.ERROR,
                        correlation.file(),
                        rule.position(),
                        broken
                                ? "The rule '" + rule.text() + "' has errors of its own: mend it first."
                                : "No rule has the id or name '" + rule.text() + "'.",
                        broken
                                ? null
                                : Nearest.question(rule.text(), documents.keySet())
                                        .orElse(null));
            }
        }
        return all;
    }

    private boolean isAcyclic(Correlation correlation) {
        List<Correlation> open = new ArrayList<>(List.of(correlation));
        Set<Correlation> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Correlation next = open.remove(open.size() - 1);
            for (RuleName rule : next.rules()) {
                Document target = documents.get(rule.text());
                Optional<Correlation> behind = target == null ? Optional.empty() : target.correlation;
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

    /** In its own file a correlation silences its rules unless it says otherwise, in others only if it says so. */
    private static boolean isSilenced(Rule rule, List<Correlation> correlations) {
        List<Correlation> looking = correlations.stream()
                .filter(correlation -> correlation.looksAt(rule.reference().getUid(), rule.name()))
                .toList();
        return looking.stream().noneMatch(correlation -> correlation.generate().orElse(false))
                && looking.stream()
                        .anyMatch(correlation -> correlation.generate().isPresent()
                                || correlation.file().equals(rule.file()));
    }

    private void report(
            Severity severity, String file, Position position, String message, @Nullable String suggestion) {
        issues.add(new Issue(severity, file, position, message, suggestion));
    }
}
