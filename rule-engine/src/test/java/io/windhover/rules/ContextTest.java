package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Field;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.reference.Generator;
import io.windhover.rules.reference.Json;
import io.windhover.rules.reference.ReferenceInterpreter;
import io.windhover.schemas.LogSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A match shows values as the event means them, whatever bytes they are written with. */
class ContextTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 3000);
    private static final List<String> FIELDS = List.of("a", "b", "c", "a.b", "b.c", "a.b.c", "é", "long-enough-key");

    /** The first rule matches every event, the second one whose text has a replacement. */
    private final RuleMatcher matcher = RuleSetOf.files("a.yml", """
                    title: x
                    logsource: {product: aws}
                    detection: {s: {nothing: null}, condition: s}
                    windhover: {context: [%s]}
                    ---
                    title: y
                    logsource: {product: aws}
                    detection: {s: {a|contains: "\\uFFFD"}, condition: s}
                    """.formatted(
                            FIELDS.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))))
            .withoutErrors()
            .compilation()
            .ruleSet()
            .newMatcher();

    @Test
    void shouldShowTheValuesThatTheReferenceFinds() throws Exception {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            // Given
            String event = new Generator(seed).event();
            Json tree = Json.parse(event.getBytes(StandardCharsets.UTF_8));

            // When
            Map<String, String> context = context(event.getBytes(StandardCharsets.UTF_8));

            // Then
            for (String field : FIELDS) {
                String values = ReferenceInterpreter.values(new Field(field), tree).stream()
                        .filter(value -> !(value instanceof Json.Null || value instanceof Json.Arr))
                        .map(ContextTest::shown)
                        .collect(Collectors.joining(", "))
                        // Empty texts at the end are not shown.
                        .replaceAll("(, )+$", "");
                assertThat(context.getOrDefault(field, ""))
                        .describedAs("seed %d, field %s of %s", seed, field, event)
                        .isEqualTo(values);
            }
        }
    }

    private static String shown(Json value) {
        return value instanceof Json.Text text ? text.text() : Json.compact(value);
    }

    /** The same text in UTF-8 or in escapes, or each character in one of the two. */
    @Test
    void shouldReadEveryCharacterHoweverItIsWritten() throws Exception {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            StringBuilder json = new StringBuilder("{\"a\":\"");
            for (int i = random.nextInt(20) + 1; i > 0; i--) {
                int c = codePoint(random);
                text.appendCodePoint(c);
                if (c < ' ' || c == '"' || c == '\\' || random.nextInt(3) == 0) {
                    for (char unit : Character.toChars(c)) {
                        json.append((random.nextBoolean() ? "\\u%04x" : "\\u%04X").formatted((int) unit));
                    }
                } else {
                    json.appendCodePoint(c);
                }
            }

            // When
            Map<String, String> context = context(json.append("\"}").toString().getBytes(StandardCharsets.UTF_8));

            // Then
            assertThat(context).describedAs("seed %d", seed).containsEntry("a", text.toString());
        }
    }

    private static int codePoint(Random random) {
        int most = List.of(0x80, 0x80, 0x800, 0x10000, 0x110000).get(random.nextInt(5));
        int c = random.nextInt(6) == 0 ? most - 1 : random.nextInt(most);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'x' : c;
    }

    @ParameterizedTest
    @CsvSource({
        "C3A9, é",
        "C280, \u0080",
        "DFBF, \u07ff",
        "E0A080, \u0800",
        "ED9FBF, \ud7ff",
        "EE8080, \ue000",
        "EFBFBF, \uffff",
        "F0908080, \ud800\udc00",
        "F48FBFBF, \udbff\udfff",
        "80, ?",
        "BF, ?",
        "C0AF, ??",
        "C1BF, ??",
        "C3, ?",
        "C341, ?A",
        "E08080, ???",
        "E09FBF, ???",
        "E282, ??",
        "E28241, ??A",
        "E24182, ?A?",
        "EDA080, ???",
        "EDBFBF, ???",
        "F0808080, ????",
        "F08FBFBF, ????",
        "F09F98, ???",
        "F4908080, ????",
        "F5808080, ????",
        "FF, ?",
        "5C7564383030, ?",
        "5C756438303078756463303030, ?xudc000",
        "5C75643830305C6E6463303030, ?Ndc000",
        "5C75303034315C7564633030, A?",
        "5C7564383030782E2E2E2E2E, ?x.....",
        "5C75643830305C6E2E2E2E2E, ?N....",
        "5C75643830305C7530303431, ?A",
        "5C75643830305C7564383030, ??",
        "5C75646330305C7564383030, ??",
        "5C75643833645C7564653030, \ud83d\ude00",
        "5C75444246465C7544464646, \udbff\udfff",
        "5C7564376666, \ud7ff",
        "5C7565303030, \ue000",
        "5C625C665C6E5C725C745C2F, BFNRT/",
    })
    void shouldPutAReplacementWhereTheBytesAreNoText(String hex, String shown) throws Exception {
        // Given
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
        event.writeBytes(HexFormat.of().parseHex(hex));
        event.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        // When, Then
        String expected = shown.replace('?', '\ufffd');
        if (hex.startsWith("5C62") || shown.startsWith("?N")) {
            expected = expected.replace('B', '\b')
                    .replace('F', '\f')
                    .replace('N', '\n')
                    .replace('R', '\r')
                    .replace('T', '\t');
        }
        assertThat(context(event.toByteArray())).containsEntry("a", expected);
    }

    @Test
    void shouldShortenWhatIsVeryLong() throws Exception {
        assertThat(context("{\"a\":\"" + "x".repeat(1024) + "\"}").get("a")).hasSize(1024);
        assertThat(context("{\"a\":\"" + "x".repeat(1025) + "\"}").get("a")).hasSize(1024);
        assertThat(context("{\"a\":[" + "\"abcdefgh\",".repeat(500) + "1]}").get("a"))
                .hasSize(1024);
    }

    private Map<String, String> context(String event) throws MalformedJsonException {
        return context(event.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> context(byte[] event) throws MalformedJsonException {
        List<MatchedEvent> said = new ArrayList<>();
        matcher.match(new TestEvent(new LogSource("aws", "cloudtrail", null), event), (rule, what) -> said.add(what));
        String text = said.get(0).context().getOrDefault("a", "");
        assertThat(said).hasSize(text.contains("\ufffd") ? 2 : 1);
        return said.get(0).context();
    }
}
