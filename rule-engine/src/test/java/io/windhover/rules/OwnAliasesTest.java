package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.alias.KnownFields;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aliases that an operator writes. */
class OwnAliasesTest {
    private static final String HEAD = "logsource: {product: acme, service: audit}\nfields:\n";
    private static final LogSource ACME = new LogSource("acme", "audit", null);

    private final List<Issue> issues = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            who: user.name                                   | who: x       | {"user":{"name":"x"}}          | {"user":{"nick":"x"}}
            who: user.name                                   | who: x       | {"who":"x"}                    | {"name":"x"}
            who: [a, {path: b}]                              | who: x       | {"a":"y","b":"x"}              | {"a":"y"}
            who: 'a."b.c"'                                   | who: x       | {"a":{"b.c":"x"}}              | {"a":{"b":{"c":"x"}}}
            who: '"b.c".d'                                   | who: x       | {"b.c":{"d":"x"}}              | {"b":{"c":{"d":"x"}}}
            'who.*': 'user.*'                                | who.name: x  | {"user":{"name":"x"}}          | {"name":"x"}
            'who.*': 'user.*'                                | who: x       | {"who":"x"}                    | {"user":"x"}
            'who.*': {path: 'user.*', case: camel}           | who.Name.First: x | {"user":{"name":{"first":"x"}}} | {"user":{"Name":{"First":"x"}}}
            'who.*': {path: 'user.*', case: none}            | who.Name: x  | {"user":{"Name":"x"}}          | {"user":{"name":"x"}}
            'w*': 'v*'¶  'who*': 'y*'                        | who.a: x     | {"y":{"a":"x"}}              | {"vho":{"a":"x"}}
            'w*': v¶  who: u                                 | who: x       | {"u":"x"}                      | {"v":"x"}
            'who*': v¶  who: u                               | who: x       | {"u":"x"}                      | {"v":"x"}
            who: {constant: root}                            | who: root    | {}                             | -
            who: {constant: root, present: su}               | who: root    | {"su":1}                       | {}
            who: {constant: root, missing: [user, uid]}      | who: root    | {"a":1}                        | {"uid":1}
            who: {path: a, when: {kind: [user, role]}}       | who: x       | {"a":"x","kind":"ROLE"}        | {"a":"x","kind":"key"}
            who: {path: a, unless: {kind: user, old: 1}}     | who: x       | {"a":"x","kind":"key"}         | {"a":"x","old":1}
            who: {path: a, translate: {Root: admin}}         | who: admin   | {"a":"ROOT"}                   | {"a":"rot"}
            who: {path: a, translate: {Root: admin}}         | who: ada     | {"a":"ada"}                    | {"a":"adb"}
            who: {path: a, before: '@'}                      | who: ada     | {"a":"ada@x@y"}                | {"a":"x@ada"}
            who: {path: a, after: '@'}                       | who: x@y     | {"a":"ada@x@y"}                | {"a":"y"}
            who: {path: a, after-last: '@'}                  | who: y       | {"a":"ada@x@y"}                | {"a":"y@"}
            who: {path: a, strip: '[]'}                      | who: 'a]b'   | {"a":"[[a]b]"}                 | {"a":"(a]b)"}
            who: {path: a, after: '/', before: '@'}          | who: ada     | {"a":"x/ada@y"}                | {"a":"x@ada/y"}
            who: {path: l, name: k, value: v.w, key: user}   | who: x       | {"l":[{"k":"User","v":{"w":"x"}}]} | {"l":[{"k":"role","v":{"w":"x"}}]}
            'who.*': {path: l, name: k, value: v, key: 'a.*'} | who.b: x    | {"l":[{"k":"a.b","v":"x"}]}    | {"l":[{"k":"b","v":"x"}]}
            'who.*': {normalised: 'ocsf.api.*'}               | who.operation: CreateUser | {}                       | -
            'who.*': {normalised: 'ocsf.api.*'}               | who.name: null | {}                                  | -
            who: {normalised: entity.principal}              | who: arn:aws:iam::123456789012:user/ada | {}                        | -
            """)
    void shouldFindTheFieldWhereTheFileSays(String alias, String item, String hit, String miss) throws Exception {
        // Given
        Aliases aliases = aliases(HEAD + "  " + alias.replace('¶', '\n'));
        assertThat(issues).isEmpty();

        // When, Then
        assertThat(matches(aliases, item, hit)).isTrue();
        if (!miss.equals("-")) {
            assertThat(matches(aliases, item, miss)).isFalse();
        }
    }

    /** The file that names more of the log source goes first; of two that name the same, the operator's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {product: acme, service: audit}                  | {product: acme}                 | first
            {product: acme}                                  | {product: acme, service: audit} | second
            {service: audit}                                 | {product: acme, service: audit} | second
            {product: acme, service: audit}                  | {service: audit}                | first
            {product: acme, service: audit, category: login} | {product: acme, service: audit} | first
            {product: acme, service: audit}                  | {product: acme, service: audit, category: login} | second
            {category: login}                                | {product: acme, category: login} | second
            {product: acme, service: audit}                  | {product: acme, service: audit} | first
            {product: acme, service: other}                  | {product: acme}                 | second
            """)
    void shouldAskTheFileForTheLogSourceFirst(String one, String other, String asked) throws Exception {
        // Given
        String file = "logsource: %s\nfields: {who: %s}\n";
        Aliases aliases = aliases(file.formatted(other, "second"))
                .with(List.of(new SourceFile("own.yml", file.formatted(one, "first"))), issues::add);
        LogSource login = new LogSource("acme", "audit", "login");

        // When, Then
        assertThat(issues).isEmpty();
        assertThat(matches(aliases, login, "who: x", "{\"" + asked + "\":\"x\"}"))
                .isTrue();
        assertThat(matches(
                        aliases, login, "who: x", "{\"" + (asked.equals("first") ? "second" : "first") + "\":\"x\"}"))
                .isFalse();
    }

    @Test
    void shouldKnowTheNamesThatALogSourceHas() {
        // Given
        Aliases aliases = aliases(HEAD + "  who: user\n  'b.*': c\nknown: [user, time]\n---\n"
                + "logsource: {product: acme}\nfields: {who: user, when: time}\n");

        // When, Then
        KnownFields audit = aliases.knownFields(new LogSourcePattern("acme", "audit", null));
        for (String known : List.of("user", "time", "who", "b.x", "when")) {
            assertThat(audit.unknown(new Field(known))).isEmpty();
        }
        assertThat(audit.unknown(new Field("whence"))).isPresent();
        assertThat(aliases.knownFields(new LogSourcePattern("acme", null, null)).unknown(new Field("when")))
                .isEmpty();
        assertThat(aliases.names(ACME)).containsExactly("who", "b.*", "when");
        assertThat(aliases.names(new LogSource("acme", "other", null))).containsExactly("who", "when");
        assertThat(aliases.names(new LogSource("other", "audit", null))).isEmpty();
        assertThat(Aliases.none().names(ACME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [x]                              | 1:1: error: An alias file has a map under 'logsource'.
            [x]                              | 1:1: error: An alias file has a map under 'fields'.
            fields: {}                       | 1:1: error: An alias file has a map under 'logsource'.
            logsource: acme¶fields: {}       | 1:12: error: An alias file has a map under 'logsource'.
            logsource: {product: a}¶fields:  | 2:8: error: An alias file has a map under 'fields'.
            logsource: {product: a}¶fields: {a: [[b]]} | 2:14: error: A field's source is a path or a map, this is a list.
            logsource: {product: a}¶fields: {a: {pth: b}} | 2:14: error: Unknown key 'pth'. (did you mean 'path'?)
            logsource: {product: a}¶fields: {a: {before: b}} | 2:13: error: A field's source has a 'path', a 'normalised' name or a 'constant'.
            logsource: {product: a}¶fields: {a: {path: b, name: c}} | 2:13: error: A list read as a map needs 'name', 'value' and 'key'.
            logsource: {product: a}¶fields: {a: {path: b, value: c}} | 2:13: error: A list read as a map needs 'name', 'value' and 'key'.
            logsource: {product: a}¶fields: {a: {path: b, key: c}} | 2:13: error: A list read as a map needs 'name', 'value' and 'key'.
            logsource: {product: a}¶fields: {a: {path: b, key: c, name: d}} | 2:13: error: A list read as a map needs 'name', 'value' and 'key'.
            logsource: {product: a}¶fields: {a: {path: b, translate: c}} | 2:34: error: 'translate' is a map.
            logsource: {product: a}¶fields: {a: {path: b, when: c}} | 2:29: error: 'when' and 'unless' are maps from paths to texts.
            logsource: {product: a}¶fields: {a: {path: b, missing: {c: d}}} | 2:32: error: Expected a text, this is a map.
            """)
    void shouldSayWhatIsWrongWithAFile(String text, String error) {
        // When
        aliases(text.replace('¶', '\n'));

        // Then
        assertThat(issues).extracting(Issue::toString).contains("own.yml:" + error);
    }

    private Aliases aliases(String text) {
        return Aliases.none().with(List.of(new SourceFile("own.yml", text)), issues::add);
    }

    private static boolean matches(Aliases aliases, String item, String event) throws MalformedJsonException {
        return matches(aliases, ACME, item, event);
    }

    private static boolean matches(Aliases aliases, LogSource source, String item, String event)
            throws MalformedJsonException {
        RuleCompiler compiler = new RuleCompiler(aliases);
        // The second is judged whatever the event, the first only where the index says that it may match.
        String rule = "title: %s\nlogsource: {product: acme}\ndetection: {s: {" + item + "}, condition: %s}\n";
        String file = rule.formatted("x", "s") + "---\n" + rule.formatted("y", "not s");
        RuleSet rules = compiler.compile(List.of(compiler.parse(new SourceFile("rule.yml", file))))
                .ruleSet();
        assertThat(rules.rules()).hasSize(2);
        List<CompiledRule> matched = new ArrayList<>();
        rules.newMatcher().match(new TestEvent(source, event), (matching, said) -> matched.add(matching));
        assertThat(matched).hasSize(1);
        return matched.get(0).reference().getTitle().equals("x");
    }
}
