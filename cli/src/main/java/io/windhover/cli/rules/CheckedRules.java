package io.windhover.cli.rules;

import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Screen;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.rules.Compilation;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleSet;
import io.windhover.rules.source.Issue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rule files and what the compiler says of them.
 *
 * @param files as they were read
 * @param compilation the rules that run, and the others that are sound
 * @param issues everything that is wrong with the files
 */
public record CheckedRules(RuleFiles files, Compilation compilation, List<Issue> issues) {
    private static final Pattern ID = Pattern.compile("(?m)^id:[ \\t]*[\"']?([^\\s\"'#]+)");

    public CheckedRules {
        issues = List.copyOf(issues);
    }

    /** Compiles them as the detector would. */
    public static CheckedRules of(RuleFiles files) {
        return of(files, RuleCompiler.standard());
    }

    /** Compiles them as a user wants it; see {@link RuleOptions}. */
    public static CheckedRules of(RuleFiles files, RuleCompiler compiler) {
        Compilation compilation = compiler.compile(files.files().parallelStream()
                .map(file -> compiler.parse(file.source()))
                .toList());
        List<Issue> issues = new ArrayList<>(files.issues());
        issues.addAll(compilation.issues());
        return new CheckedRules(files, compilation, issues);
    }

    /** The rules that run. */
    public RuleSet ruleSet() {
        return compilation.ruleSet();
    }

    /**
     * Compiles them for a command that runs them. Errors are drawn; the rules without one run.
     *
     * @throws Failure if no rule can be run
     */
    public static CheckedRules runnable(RuleFiles files, RuleCompiler compiler, Screen errors) {
        CheckedRules checked = of(files, compiler);
        new IssuePrinter(errors).drawErrors(checked);
        if (checked.ruleSet().rules().isEmpty()) {
            throw new Failure("no rule can be run: " + checked.summary());
        }
        return checked;
    }

    /** The same, with warnings about look-ups in lists other than these. */
    public CheckedRules lookingUpIn(Set<String> lists) {
        List<Issue> all = new ArrayList<>(issues);
        all.addAll(ruleSet().missingLists(lists));
        return new CheckedRules(files, compilation, all);
    }

    /** How many rules or files are refused. */
    public long errors() {
        return issues.stream().filter(Issue::isError).count();
    }

    /** How many run, but perhaps not as their author thinks. */
    public long warnings() {
        return issues.size() - errors();
    }

    /** The files as they are published. */
    public List<RuleText> texts() {
        Map<String, String> idByFile = new HashMap<>();
        ruleSet()
                .all()
                .forEach(rule ->
                        idByFile.putIfAbsent(rule.file(), rule.reference().getUid()));
        Set<String> refused =
                issues.stream().filter(Issue::isError).map(Issue::file).collect(Collectors.toSet());
        return files.files().stream()
                .map(file -> text(file, idByFile, refused.contains(file.source().name())))
                .toList();
    }

    private static RuleText text(RuleFile file, Map<String, String> idByFile, boolean refused) {
        // Of a file with errors the first rule that runs need not be the first rule.
        String id = refused ? null : idByFile.get(file.source().name());
        return new RuleText(
                id == null ? writtenId(file) : id, file.origin(), file.source().text(), refused);
    }

    /** A refused rule keeps its id, so that its last good version is found. */
    private static String writtenId(RuleFile file) {
        Matcher id = ID.matcher(file.source().text());
        return id.find() ? id.group(1) : file.origin();
    }

    /** One line for a person. */
    public String summary() {
        return Counts.of(ruleSet().all().size(), "rule") + " from "
                + Counts.of(files.files().size(), "file") + ": "
                + Counts.of(errors(), "error") + ", "
                + Counts.of(warnings(), "warning");
    }
}
