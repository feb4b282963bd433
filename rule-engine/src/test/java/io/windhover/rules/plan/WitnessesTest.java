package io.windhover.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Rule;
import io.windhover.rules.plan.Witnesses.Witness;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.rules.sigma.SigmaParser;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessesTest {
    /** Other rules: their events have one source and several names. */
    private static final List<String> OTHERS = List.of(
            "s: {source: iam, name: CreateUser}",
            "s: {source: iam, name: DeleteUser}",
            "s: {source: iam, name: GetUser}");

    /** Expected: field, then = for the whole text, ~ for a part of it, ! for any value; nothing where there is none. */
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', nullValues = "-", textBlock = """
            s: {source: iam, name: PutKey}                       → name=putkey
            s: {name: PutKey, source: iam}                       → name=putkey
            s: {source: iam, other: PutKey}                      → other=putkey
            s: {name|startswith: Put, source: iam}               → source=iam
            s: {name|startswith: Put, agent|exists: true}        → name~put
            s: {name|re: 'Put.*', agent|gt: 5}                   → name~put
            s: {name|re: 'P.', agent|contains: 'x'}              → name!
            s: {agent|cidr: 10.0.0.0/8}                          → agent!
            s: {agent|fieldref: name}                            → agent!
            s: {size: 1.0}                                       → size=1 size=1.0
            s: {size: 1}                                         → size=1
            s: {up: true}                                        → up=true
            s: {name: [PutKey, PutUser]}                         → name=putkey name=putuser
            s: {name: [PutKey, null]}                            → -
            s: {name: [PutKey, null], source: iam}               → source=iam
            s: {name|neq: PutKey}                                → -
            s: {name|neq: PutKey, source: iam}                   → source=iam
            s: [word]                                            → -
            s: [{name: PutKey}, word]                            → -
            s: {entity.principal: ada, agent|exists: true}       → agent!
            s: {entity.principal: ada}                           → entity.principal=ada
            s: {name: null}                                      → -
            """)
    void shouldFindTheRarestThingThatMustBeSo(String selection, String witnesses) {
        assertThat(witnesses(selection + "\n    condition: s")).isEqualTo(witnesses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', nullValues = "-", textBlock = """
            a and b           → name=putkey
            a or b            → name=putkey source=iam
            1 of them         → -
            2 of them         → name=putkey source=iam
            3 of them         → name=putkey
            not a             → -
            not a and b       → source=iam
            a and not n       → name=putkey
            a or n            → -
            """)
    void shouldNeedOneOfThoseThatAreEnough(String condition, String witnesses) {
        assertThat(witnesses("a: {name: PutKey}\n    b: {source: iam}\n    n: {x: null}\n    condition: " + condition))
                .isEqualTo(witnesses);
    }

    private static String witnesses(String detection) {
        List<Rule> rules =
                OTHERS.stream().map(other -> rule(other + "\n    condition: s")).collect(Collectors.toList());
        Rule rule = rule(detection);
        rules.add(rule);
        return new Witnesses(rules)
                .of(rule.condition())
                .map(found -> found.stream()
                        .map(WitnessesTest::shown)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .orElse(null);
    }

    private static String shown(Witness witness) {
        return witness.field()
                + switch (witness.kind()) {
                    case WHOLE -> "=";
                    case SUBSTRING -> "~";
                    case PRESENT -> "!";
                }
                + witness.text();
    }

    private static Rule rule(String detection) {
        Issues issues = new Issues("f");
        String text = "title: x\nlogsource: {product: aws}\ndetection:\n    " + detection + "\n";
        List<Rule> rules = new SigmaParser(SigmaOptions.DEFAULT)
                .parse(new SourceFile("f", text), issues)
                .rules();
        assertThat(issues.list()).noneMatch(issue -> issue.isError());
        return rules.get(0);
    }
}
