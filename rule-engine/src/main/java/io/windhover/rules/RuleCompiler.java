package io.windhover.rules;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.ir.Correlation;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Refused;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.plan.FieldChecker;
import io.windhover.rules.plan.RiskChecker;
import io.windhover.rules.plan.RuleLinker;
import io.windhover.rules.plan.RuleLinker.Linked;
import io.windhover.rules.sigma.SigmaFile;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.rules.sigma.SigmaParser;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.RuleMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rule files to a {@link RuleSet}, in two steps: {@link #parse} reads one file by itself, {@link #compile} plans a whole
 * set. The first depends on the file's content and the compiler's options alone, so that its result can be kept by hash.
 * Thread-safe.
 */
public final class RuleCompiler {
    private static final Comparator<Issue> BY_PLACE =
            Comparator.comparing(Issue::file).thenComparing(Issue::position);

    private final Aliases aliases;
    private final SigmaParser sigma;

    public RuleCompiler(Aliases aliases) {
        this(aliases, SigmaOptions.DEFAULT);
    }

    public RuleCompiler(Aliases aliases, SigmaOptions options) {
        this.aliases = Objects.requireNonNull(aliases, "aliases");
        this.sigma = new SigmaParser(options);
    }

    /** With the aliases that ship with Windhover. */
    public static RuleCompiler standard() {
        return new RuleCompiler(Aliases.standard());
    }

    /** Never throws for what stands in the file: see {@link ParsedFile#issues()}. */
    public ParsedFile parse(SourceFile file) {
        Issues issues = new Issues(file.name());
        SigmaFile documents = sigma.parse(file, issues);
        return new ParsedFile(file.name(), documents, issues.list());
    }

    /** Never throws for what stands in the files; a rule with an error is left out alone. */
    public Compilation compile(Collection<ParsedFile> files) {
        List<Issue> issues = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        List<Correlation> correlations = new ArrayList<>();
        List<RiskPolicy> risks = new ArrayList<>();
        List<Filter> filters = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Filter> refusedFilters = new ArrayList<>();
        FieldChecker fields = new FieldChecker(aliases, issues);
        for (ParsedFile file : files) {
            issues.addAll(file.issues());
            rules.addAll(file.documents().rules());
            correlations.addAll(file.documents().correlations());
            filters.addAll(file.documents().filters());
            risks.addAll(file.documents().risks());
            refused.addAll(file.documents().refused().rules());
            refusedFilters.addAll(file.documents().refused().filters());
            file.documents().fields().forEach(fields::check);
        }
        Linked linked = new RuleLinker(issues, new Refused(refused, refusedFilters)).link(rules, correlations, filters);
        List<Rule> running = linked.alerting().stream()
                .filter(rule -> rule.reference().getMode() != RuleMode.OFF)
                .toList();
        List<Rule> sound = Stream.of(linked.alerting(), linked.feeding())
                .flatMap(List::stream)
                .toList();
        Optional<RiskPolicy> risk = RiskChecker.only(risks, issues);
        Optional<RiskPolicy> runningRisk =
                risk.filter(policy -> policy.reference().getMode() != RuleMode.OFF);
        issues.sort(BY_PLACE);
        return new Compilation(
                new RuleSet(running, runningRisk, aliases),
                new RuleSet(sound, risk, aliases),
                linked.correlations(),
                issues);
    }
}
