package io.windhover.rules.plan;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.alias.KnownFields;
import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import io.windhover.rules.ir.FieldUse;
import io.windhover.rules.ir.FieldUses;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with the fields and the log source that a document names, be the rest of it sound or not. */
public final class FieldChecker {
    private final Aliases aliases;
    private final List<Issue> issues;
    private final Set<Issue> reported = new HashSet<>();

    /**
     * Checks documents one after the other.
     *
     * @param aliases tell which fields a log source has
     * @param issues receives what is found
     */
    public FieldChecker(Aliases aliases, List<Issue> issues) {
        this.aliases = aliases;
        this.issues = issues;
    }

    public void check(FieldUses document) {
        logSource(document);
        fields(document);
    }

    /**
     * Checks what stateful rules ask of the events of plain ones.
     *
     * @param stateful the rules that are sound
     * @param plain all plain rules
     */
    public void check(List<StatefulRule> stateful, List<Rule> plain) {
        for (StatefulRule rule : stateful) {
            for (Rule base : plain) {
                if (rule.looksAt(base.reference().getUid(), base.name())) {
                    List<FieldUse> asked = rule.asked().stream()
                            .map(field -> rule.fieldIn(field, base.reference().getUid(), base.name()))
                            .map(field -> new FieldUse(field, rule.position()))
                            .toList();
                    fields(new FieldUses(rule.file(), base.logSource(), rule.position(), asked));
                }
            }
        }
    }

    private void fields(FieldUses document) {
        KnownFields known = aliases.knownFields(document.logSource());
        for (FieldUse use : document.uses()) {
            if (use.field().isNormalised()) {
                normalised(document, use);
            } else {
                known.unknown(use.field()).ifPresent(unknown -> unseen(document, use, unknown));
            }
        }
    }

    /** Says nothing of sources that are merely unknown: there are more than any list has. */
    private void logSource(FieldUses document) {
        String product = document.logSource().product();
        String service = document.logSource().service();
        String category = document.logSource().category();
        Set<String> products = aliases.products();
        Set<String> services = aliases.services(product);
        if (service != null && !services.contains(service)) {
            near("service", service, services, document);
        }
        if (product != null && !products.contains(product)) {
            misplaced("product", product, document);
            near("product", product, products, document);
        }
        if (category != null) {
            misplaced("category", category, document);
        }
    }

    private void near(String attribute, String name, Set<String> known, FieldUses document) {
        Optional<String> suggestion = Nearest.question(name, known);
        if (suggestion.isPresent()) {
            String message = "No known log source has the " + attribute + " '" + name + "'.";
            report(Severity.WARNING, document, document.place(), message, suggestion);
        }
    }

    private void misplaced(String attribute, String name, FieldUses document) {
        if (aliases.services(null).contains(name)) {
            String message = "'" + name + "' is a service, not a " + attribute + ".";
            report(Severity.WARNING, document, document.place(), message, Optional.of("write 'service: " + name + "'"));
        }
    }

    private void normalised(FieldUses document, FieldUse use) {
        String name = use.field().name();
        if (NormalisedFields.named(name).isEmpty()) {
            List<String> known =
                    NormalisedFields.all().stream().map(NormalisedField::name).toList();
            report(
                    Severity.ERROR,
                    document,
                    use.position(),
                    "No normalised field is called '" + name + "'.",
                    Nearest.question(name, known));
        }
    }

    private void unseen(FieldUses document, FieldUse use, KnownFields.Unknown unknown) {
        report(
                Severity.WARNING,
                document,
                use.position(),
                "Events of " + document.logSource() + " have no field '" + unknown.name() + "'.",
                unknown.nearest().map(name -> "did you mean '" + name + "'?"));
    }

    private void report(
            Severity severity, FieldUses document, Position place, String message, Optional<String> suggestion) {
        Issue issue = new Issue(severity, document.file(), place, message, suggestion.orElse(null));
        // What is anchored and used again, or merged into several documents, is named once.
        if (reported.add(issue)) {
            issues.add(issue);
        }
    }
}
