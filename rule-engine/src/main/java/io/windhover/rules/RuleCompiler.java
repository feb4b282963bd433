package io.windhover.rules;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.ir.FeedingRule;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Refused;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.plan.FeedPlanner;
import io.windhover.rules.plan.FieldChecker;
import io.windhover.rules.plan.RiskChecker;
import io.windhover.rules.plan.RuleLinker;
import io.windhover.rules.plan.RuleLinker.Linked;
import io.windhover.rules.plan.RuleLinker.LinkedStateful;
import io.windhover.rules.sigma.SigmaFile;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.rules.sigma.SigmaParser;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        List<StatefulRule> stateful = new ArrayList<>();
        List<RiskPolicy> risks = new ArrayList<>();
        List<Filter> filters = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Filter> refusedFilters = new ArrayList<>();
        FieldChecker fields = new FieldChecker(aliases, issues);
        for (ParsedFile file : files) {
            issues.addAll(file.issues());
            rules.addAll(file.documents().rules());
            stateful.addAll(file.documents().stateful());
            filters.addAll(file.documents().filters());
            risks.addAll(file.documents().risks());
            refused.addAll(file.documents().refused().rules());
            refusedFilters.addAll(file.documents().refused().filters());
            file.documents().fields().forEach(fields::check);
        }
        Linked linked = new RuleLinker(issues, new Refused(refused, refusedFilters)).link(rules, stateful, filters);
        Optional<RiskPolicy> risk = RiskChecker.only(risks, issues);
        issues.sort(BY_PLACE);
        return new Compilation(ruleSet(linked, risk, true), ruleSet(linked, risk, false), issues);
    }

    /** Without the rules that are off, or with them. */
    private RuleSet ruleSet(Linked linked, Optional<RiskPolicy> risk, boolean running) {
        List<LinkedStateful> stateful = linked.stateful().stream()
                .filter(rule -> !running || isRun(rule.rule().reference()))
                .toList();
        FeedPlanner feeds = new FeedPlanner(stateful);
        Map<String, CompiledStatefulRule> compiled = new LinkedHashMap<>();
        for (int i = stateful.size() - 1; i >= 0; i--) {
            LinkedStateful rule = stateful.get(i);
            String uid = rule.rule().reference().getUid();
            compiled.put(uid, new CompiledStatefulRule(rule, told(feeds, uid, compiled), feeds.carriedBy(rule)));
        }
        List<CompiledRule> rules = Stream.concat(
                        linked.alerting().stream().map(rule -> compiled(rule, true, feeds, compiled)),
                        linked.feeding().stream().map(rule -> compiled(rule, false, feeds, compiled)))
                .filter(rule -> !running || isRun(rule.reference()))
                .filter(rule -> !running || rule.alerts() || !rule.told().isEmpty())
                .toList();
        List<CompiledStatefulRule> ordered = stateful.stream()
                .map(rule -> Objects.requireNonNull(
                        compiled.get(rule.rule().reference().getUid())))
                .toList();
        return new RuleSet(rules, ordered, risk.filter(policy -> !running || isRun(policy.reference())), aliases);
    }

    private static CompiledRule compiled(
            Rule rule, boolean alerts, FeedPlanner feeds, Map<String, CompiledStatefulRule> stateful) {
        String uid = rule.reference().getUid();
        return new CompiledRule(new FeedingRule(rule, feeds.feeds(rule)), alerts, told(feeds, uid, stateful));
    }

    private static List<CompiledStatefulRule> told(
            FeedPlanner feeds, String uid, Map<String, CompiledStatefulRule> stateful) {
        return feeds.lookingAt(uid).stream()
                .map(above -> Objects.requireNonNull(
                        stateful.get(above.rule().reference().getUid())))
                .toList();
    }

    private static boolean isRun(RuleReference reference) {
        return reference.getMode() != RuleMode.OFF;
    }
}
