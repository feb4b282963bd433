package io.windhover.detections;

import io.windhover.rules.CaseVerdict;
import io.windhover.rules.Compilation;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.RuleCaseJudge;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.cases.CaseInput.OneEvent;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.cases.RuleCaseParser;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of this folder as they are shipped, and the test files beside them. */
final class ShippedRules {
    private static final String RULE_ENDING = ".yml";
    private static final String TEST_ENDING = ".test.ndjson";

    private final Compilation compilation;
    private final RuleMatcher matcher;
    private final RuleCaseJudge judge;

    private ShippedRules(Compilation compilation) {
        this.compilation = compilation;
        this.matcher = compilation.ruleSet().newMatcher();
        this.judge = new RuleCaseJudge(compilation.sound(), Lists.NONE);
    }

    static ShippedRules compile() {
        RuleCompiler compiler = RuleCompiler.standard();
        return new ShippedRules(compiler.compile(files(RULE_ENDING).stream()
                .map(ShippedRules::source)
                .map(compiler::parse)
                .toList()));
    }

    Compilation compilation() {
        return compilation;
    }

    List<CompiledRule> rules() {
        return compilation.ruleSet().rules();
    }

    /** What each matching rule says of the event, by the name of the rule. */
    Map<String, MatchedEvent> match(String event) throws MalformedJsonException {
        Map<String, MatchedEvent> matches = new LinkedHashMap<>();
        matcher.match(new CloudTrailEvent(event), (rule, matched) -> matches.put(name(rule), matched));
        return matches;
    }

    /** File name without its ending. */
    static String name(CompiledRule rule) {
        return name(Path.of(rule.file()), RULE_ENDING);
    }

    static List<String> names() {
        return files(RULE_ENDING).stream().map(path -> name(path, RULE_ENDING)).toList();
    }

    static List<String> testedNames() {
        return files(TEST_ENDING).stream().map(path -> name(path, TEST_ENDING)).toList();
    }

    static List<RuleCase> cases() {
        return files(TEST_ENDING).stream().flatMap(path -> cases(path).stream()).toList();
    }

    /** Name of the rule that an event stands beside. */
    static String rule(RuleCase testCase) {
        return name(Path.of(testCase.file()), TEST_ENDING);
    }

    /** As {@code windhover rules test} judges it. */
    CaseVerdict judge(RuleCase testCase) throws MalformedJsonException {
        List<CompiledRule> asked = compilation.sound().rules().stream()
                .filter(rule -> name(rule).equals(rule(testCase)))
                .toList();
        return judge.judge(testCase, asked, rule -> new CloudTrailEvent(event(testCase)));
    }

    /** The event of a line that has one. */
    static String event(RuleCase testCase) {
        return ((OneEvent) testCase.input()).json();
    }

    private static List<RuleCase> cases(Path path) {
        Issues issues = new Issues(path.toString());
        List<RuleCase> cases = RuleCaseParser.parse(source(path), issues);
        if (!issues.list().isEmpty()) {
            throw new AssertionError(issues.list().toString());
        }
        return cases;
    }

    private static String name(Path path, String ending) {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - ending.length());
    }

    private static SourceFile source(Path path) {
        return new SourceFile(path.toString(), String.join("\n", lines(path)) + "\n");
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> paths = Files.walk(Path.of(System.getProperty("user.dir"), "aws"))) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
