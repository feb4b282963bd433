package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindhoverSectionTest {
    private static final String HEAD = """
            title: Key made
            id: 0a0a0a0a-0000-4000-8000-000000000001
            status: test
            description: Somebody made a key.
            author: [A. Author, B. Author]
            license: DRL-1.1
            references: [https://example.org/a]
            falsepositives: [Nightly rotation]
            tags: [attack.Initial_Access, attack.t1098.001]
            level: medium
            logsource: {product: aws, service: cloudtrail}
            detection:
                selection: {eventName: CreateAccessKey}
                root: {userIdentity.type: Root}
                failed: {errorCode|exists: true}
                condition: selection
            """;

    @Test
    void shouldCarryWhatTheLicenceDemandsAndNormaliseTags() {
        // When
        RuleReference reference = only(HEAD).reference();

        // Then
        assertThat(reference.getAuthor()).isEqualTo("A. Author, B. Author");
        assertThat(reference.getLicense()).isEqualTo("DRL-1.1");
        assertThat(reference.getReferences()).containsExactly("https://example.org/a");
        assertThat(reference.getFalsePositives()).containsExactly("Nightly rotation");
        assertThat(reference.getTags()).containsExactly("attack.initial-access", "attack.t1098.001");
        assertThat(reference.getUid()).isEqualTo("0a0a0a0a-0000-4000-8000-000000000001");
        assertThat(reference.getTitle()).isEqualTo("Key made");
        assertThat(reference.getDescription()).isEqualTo("Somebody made a key.");
        assertThat(reference.getStatus()).isEqualTo("test");
        assertThat(reference.getLevel()).isEqualTo(Level.MEDIUM);
    }

    @Test
    void shouldLeaveOutWhatARuleDoesNotSay() {
        // When
        RuleReference reference = only("title: x\nlogsource: {product: aws}\ndetection: {s: {a: 1}, condition: s}\n")
                .reference();

        // Then
        assertThat(reference.getUid()).isEqualTo("x");
        assertThat(reference.getLevel()).isEqualTo(Level.MEDIUM);
        assertThat(reference.getAuthor()).isNull();
        assertThat(reference.getDescription()).isNull();
        assertThat(reference.getStatus()).isNull();
        assertThat(reference.getLicense()).isNull();
        assertThat(reference.getTags()).isEmpty();
    }

    @Test
    void shouldHaveDefaultsWhereTheRuleSaysNothing() throws Exception {
        // Given
        CompiledRule rule = only(HEAD);

        // When
        MatchedEvent said = match(HEAD, "{\"eventName\":\"CreateAccessKey\"}");

        // Then
        assertThat(rule.reference().getPeriod()).isEqualTo(3_600_000);
        assertThat(rule.reference().getThreshold()).isEqualTo(1);
        assertThat(rule.reference().getMode()).isEqualTo(RuleMode.LIVE);
        assertThat(rule.reference().getOwner()).isNull();
        assertThat(said).isEqualTo(new MatchedEvent(Level.MEDIUM, "arn:aws:iam::123456789012:user/ada", "", Map.of()));
    }

    @Test
    void shouldReadAllItsKeys() throws Exception {
        // Given
        String rule = HEAD + """
                windhover:
                    dedup: [userIdentity.userName, requestParameters.userName]
                    period: 2h
                    threshold: 3
                    entity: requestParameters.userName
                    context: [sourceIPAddress, entity.principal, requestParameters, missing, resources.ARN]
                    levels:
                        critical: root and selection
                        low: failed
                    mode: shadow
                    owner: cloud-team
                    triage: [Ask the owner., Disable the key.]
                """;
        CompiledRule compiled = only(rule);

        // When
        MatchedEvent said = match(rule, """
                {"eventName":"CreateAccessKey","userIdentity":{"type":"Root","userName":"ada"}, "sourceIPAddress":"198.51.100.7",
                 "requestParameters":{ "userName" : "bob" },"resources":[{"ARN":"one"},{"ARN":"two"}]}
                """);

        // Then
        assertThat(compiled.reference().getPeriod()).isEqualTo(7_200_000);
        assertThat(compiled.reference().getThreshold()).isEqualTo(3);
        assertThat(compiled.reference().getMode()).isEqualTo(RuleMode.SHADOW);
        assertThat(compiled.reference().getOwner()).isEqualTo("cloud-team");
        assertThat(compiled.reference().getTriage()).containsExactly("Ask the owner.", "Disable the key.");
        assertThat(said.level()).isEqualTo(Level.CRITICAL);
        assertThat(said.entity()).isEqualTo("bob");
        assertThat(said.dedup()).isEqualTo("ada\nbob");
        assertThat(said.context())
                .containsExactly(
                        Map.entry("sourceIPAddress", "198.51.100.7"),
                        Map.entry("entity.principal", "arn:aws:iam::123456789012:user/ada"),
                        Map.entry("requestParameters", "{\"userName\":\"bob\"}"),
                        Map.entry("resources.ARN", "one, two"));
    }

    @Test
    void shouldTakeTheFirstLevelWhoseConditionHolds() throws Exception {
        // Given
        String rule = HEAD + "windhover: {levels: {critical: root, low: failed}}\n";

        // When, Then
        assertThat(match(rule, "{\"eventName\":\"CreateAccessKey\",\"errorCode\":\"AccessDenied\"}")
                        .level())
                .isEqualTo(Level.LOW);
        assertThat(match(rule, "{\"eventName\":\"CreateAccessKey\"}").level()).isEqualTo(Level.MEDIUM);
    }

    @Test
    void shouldNotRunARuleThatIsOff() {
        assertThat(compile(HEAD + "windhover: {mode: 'OFF'}\n").ruleSet().rules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "live,LIVE,LIVE",
        "live,SHADOW,SHADOW",
        "shadow,LIVE,SHADOW",
        "shadow,SHADOW,SHADOW",
        "live,OFF,",
        "shadow,OFF,",
        "OFF,SHADOW,"
    })
    void shouldRunARuleInTheLowerOfItsOwnModeAndTheDocuments(String own, RuleMode most, RuleMode run) {
        // Given
        RuleCompiler compiler = new RuleCompiler(Aliases.none());
        String rule = HEAD + "windhover: {mode: " + own + "}\n";

        // When
        ParsedFile parsed = compiler.parse(new SourceFile("rule.yml", rule)).limitedTo(most);

        // Then
        assertThat(compiler.compile(List.of(parsed)).ruleSet().rules())
                .extracting(compiled -> compiled.reference().getMode())
                .isEqualTo(run == null ? List.of() : List.of(run));
    }

    @ParameterizedTest
    @CsvSource({
        "1s, 1",
        "2 m, 120",
        "3h, 10800",
        "4d, 345600",
        "1w, 604800",
        "1M, 2592000",
        "1y, 31536000",
        "' 90s ', 90",
    })
    void shouldReadDurations(String written, long seconds) {
        assertThat(only(HEAD + "windhover: {period: '" + written + "', threshold: 9999}\n")
                        .reference()
                        .getPeriod())
                .isEqualTo(seconds * 1000);
    }

    @Test
    void shouldCollectAllThatIsWrongWithIt() {
        // When
        Compilation compilation = compile(HEAD + """
                windhover:
                    dedupe: x
                    period: soon
                    threshold: 0
                    levels: {grave: root, high: nobody}
                    mode: loud
                    context: [entity.principle]
                """);

        // Then
        assertThat(compilation.issues())
                .filteredOn(Issue::isError)
                .extracting(issue -> issue.position().line() + " " + issue.message())
                .satisfiesExactly(
                        message -> assertThat(message).startsWith("18 Unknown key 'dedupe'"),
                        message -> assertThat(message).startsWith("19 'period' is a number and"),
                        message -> assertThat(message).startsWith("20 'threshold' is a whole number"),
                        message -> assertThat(message).startsWith("21 Unknown level 'grave'"),
                        message -> assertThat(message).startsWith("21 Nothing is called 'nobody'"),
                        message -> assertThat(message).startsWith("22 Unknown mode 'loud'"),
                        message -> assertThat(message).startsWith("23 No normalised field is called"));
        assertThat(compilation.ruleSet().rules()).isEmpty();
    }

    @Test
    void shouldRefuseANormalisedFieldThatDoesNotExist() {
        // When
        Compilation compilation = compile(HEAD + "windhover: {context: [entity.principle]}\n");

        // Then
        assertThat(compilation.issues())
                .filteredOn(Issue::isError)
                .extracting(Issue::suggestion)
                .containsExactly("did you mean 'entity.principal'?");
    }

    @Test
    void shouldHashWhatShapesTheStateAndNothingElse() {
        // Given
        String hash = only(HEAD).reference().getHash();

        // When, Then
        assertThat(only(HEAD.replace("Somebody", "Someone")).reference().getHash())
                .isEqualTo(hash);
        assertThat(only(HEAD.replace("level: medium", "level: high"))
                        .reference()
                        .getHash())
                .isEqualTo(hash);
        assertThat(only(HEAD.replace("condition: selection", "condition: root"))
                        .reference()
                        .getHash())
                .isNotEqualTo(hash);
        assertThat(only(HEAD.replace("service: cloudtrail", "service: s3"))
                        .reference()
                        .getHash())
                .isNotEqualTo(hash);
        assertThat(only(HEAD + "windhover: {dedup: x}\n").reference().getHash()).isNotEqualTo(hash);
        assertThat(only(HEAD + "windhover: {entity: x}\n").reference().getHash())
                .isNotEqualTo(hash)
                .isNotEqualTo(only(HEAD + "windhover: {dedup: x}\n").reference().getHash());
        assertThat(only(HEAD + "windhover: {threshold: 2}\n").reference().getHash())
                .isNotEqualTo(hash);
        assertThat(only(HEAD + "windhover: {owner: x, context: [y], mode: shadow, levels: {low: root}}\n")
                        .reference()
                        .getHash())
                .isEqualTo(hash)
                .matches("[0-9a-f]{32}");
        assertThat(only(HEAD + "windhover: {period: 61m}\n").reference().getHash())
                .isNotEqualTo(hash);
        assertThat(only(HEAD + "windhover: {state-version: 2}\n").reference().getHash())
                .isNotEqualTo(hash);
    }

    private static MatchedEvent match(String rule, String event) throws MalformedJsonException {
        List<MatchedEvent> said = new ArrayList<>();
        compile(rule).ruleSet().newMatcher().match(TestEvent.cloudTrail(event), (matched, what) -> said.add(what));
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private static CompiledRule only(String rule) {
        Compilation compilation = compile(rule);
        assertThat(compilation.issues()).filteredOn(Issue::isError).isEmpty();
        return compilation.ruleSet().rules().get(0);
    }

    private static Compilation compile(String rule) {
        RuleCompiler compiler = new RuleCompiler(Aliases.none());
        return compiler.compile(List.of(compiler.parse(new SourceFile("rule.yml", rule))));
    }
}
