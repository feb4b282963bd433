package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles files given as name and text, mostly without aliases, and asks which rules match a CloudTrail event. */
final class RuleSetOf {
    private final Compilation compilation;

    private RuleSetOf(Compilation compilation) {
        this.compilation = compilation;
    }

    static RuleSetOf files(String... namesAndTexts) {
        return files(SigmaOptions.DEFAULT, namesAndTexts);
    }

    static RuleSetOf files(SigmaOptions options, String... namesAndTexts) {
        return files(Aliases.none(), options, namesAndTexts);
    }

    static RuleSetOf files(Aliases aliases, SigmaOptions options, String... namesAndTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        RuleCompiler compiler = new RuleCompiler(aliases, options);
        return new RuleSetOf(compiler.compile(files.entrySet().stream()
                .map(file -> compiler.parse(new SourceFile(file.getKey(), file.getValue())))
                .toList()));
    }

    Compilation compilation() {
        return compilation;
    }

    RuleSetOf withoutErrors() {
        assertThat(errors()).isEmpty();
        return this;
    }

    List<String> errors() {
        return compilation.issues().stream()
                .filter(Issue::isError)
                .map(Issue::toString)
                .toList();
    }

    List<String> warnings() {
        return compilation.issues().stream()
                .filter(issue -> !issue.isError())
                .map(Issue::toString)
                .toList();
    }

    List<String> titles() {
        return compilation.ruleSet().rules().stream()
                .filter(CompiledRule::alerts)
                .map(rule -> rule.reference().getTitle())
                .toList();
    }

    List<StatefulRule> stateful() {
        return compilation.sound().stateful().stream()
                .map(CompiledStatefulRule::rule)
                .toList();
    }

    List<String> matching(String event) throws MalformedJsonException {
        return matching(event, Lists.NONE);
    }

    List<String> matching(String event, Lists lists) throws MalformedJsonException {
        List<String> titles = new ArrayList<>();
        compilation
                .ruleSet()
                .newMatcher(lists)
                .match(
                        TestEvent.cloudTrail(event),
                        (rule, said) -> titles.add(rule.reference().getTitle()));
        return titles;
    }
}
