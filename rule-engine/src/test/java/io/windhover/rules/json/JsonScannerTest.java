package io.windhover.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.rules.reference.Generator;
import io.windhover.rules.reference.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 20_000);
    private static final String NOISE = "{}[]\",:\\ntrue0123456789.eE+-u \u0001";

    @Test
    void shouldKeepTheValuesOfWantedFieldsOnly() throws Exception {
        // Given
        Projection.Builder builder = new Projection.Builder();
        int name = builder.slot(List.of("user", "name"));
        int size = builder.slot(List.of("size"));
        JsonScanner scanner = new JsonScanner(builder.build());

        // When
        List<String> names =
                scan(scanner, "{\"user\":{\"x\":[1,{}],\"name\":\"Ada\"},\"size\":-1.5e3,\"name\":\"no\"}", name);

        // Then
        assertThat(names).containsExactly("STRING Ada");
        assertThat(scan(scanner, "{\"size\":-1.5e3}", size)).containsExactly("NUMBER -1.5e3");
    }

    @Test
    void shouldGoThroughArraysAndKeepThemBesideTheirMembers() throws Exception {
        // Given
        Projection.Builder builder = new Projection.Builder();
        int slot = builder.slot(List.of("a", "b"));
        JsonScanner scanner = new JsonScanner(builder.build());

        // When
        List<String> found = scan(scanner, "{\"a\":[{\"b\":[1,[2]]},[{\"b\":3}],{\"b\":[]},{\"b\":[[]]}]}", slot);

        // Then
        assertThat(found).containsExactlyInAnyOrder("NUMBER 1", "NUMBER 2", "ARRAY [2]", "ARRAY [1,[2]]", "NUMBER 3");
    }

    @Test
    void shouldKeepBothValuesOfAKeyThatOccursTwice() throws Exception {
        // Given
        Projection.Builder builder = new Projection.Builder();
        int slot = builder.slot(List.of("a"));
        JsonScanner scanner = new JsonScanner(builder.build());

        // When
        List<String> found = scan(scanner, "{\"a\":1,\"\\u0061\":\"\\u0031\"}", slot);

        // Then
        assertThat(found).containsExactlyInAnyOrder("NUMBER 1", "STRING \\u0031");
    }

    @Test
    void shouldForgetTheLastEvent() throws Exception {
        // Given
        Projection.Builder builder = new Projection.Builder();
        int slot = builder.slot(List.of("a"));
        JsonScanner scanner = new JsonScanner(builder.build());
        scan(scanner, "{\"a\":1}", slot);

        // When
        List<String> found = scan(scanner, "{\"b\":1}", slot);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void shouldReadOnlyTheSliceItIsGiven() throws Exception {
        // Given
        Projection.Builder builder = new Projection.Builder();
        int slot = builder.slot(List.of("a"));
        JsonScanner scanner = new JsonScanner(builder.build());
        byte[] bytes = "####{\"a\":12}####".getBytes(StandardCharsets.UTF_8);

        // When
        scanner.scan(bytes, 4, 8);

        // Then
        int occurrence = scanner.found().first(slot);
        assertThat(scanner.found().start(occurrence)).isEqualTo(9);
        assertThat(scanner.found().end(occurrence)).isEqualTo(11);
        assertThatThrownBy(() -> scanner.scan(bytes, 4, 7)).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    {"a":}|5
                    {"a":1,}|7
                    {"a" 1}|5
                    {"a":01}|5
                    {"a":1.}|7
                    {"a":tru}|5
                    {"a":"x|7
                    {"a":"\\q"}|7
                    {"a":"\\u12g4"}|8
                    {"a":[1 2]}|8
                    {"a":1}}|7
                    {"a":[1}|7
                    []|0
                    1|0
                    {'a':1}|1
                    {"a":-}|6
                    {"a":{1:2}}|6
                    {"a":{"b":1,2:3}}|12
                    {"a":{"b":1]}|11
                    {"a":[1}}|7
                    {"a":[1,]}|8
                    {"a":{"b":1,}}|12
                    {"a":{"b"1}}|9
                    {"a":1e}|7
                    {"a":1e+}|8
                    {"a":"\\u123|8
                    """)
    void shouldSayWhereAnEventIsMalformed(String event, int offset) {
        // Given
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);

        // When, Then: whether the field is wanted or skipped
        for (String wanted : List.of("a", "other")) {
            assertThatThrownBy(() -> scanner(wanted).scan(bytes, 0, bytes.length))
                    .isInstanceOfSatisfying(MalformedJsonException.class, malformed -> assertThat(malformed.offset())
                            .isEqualTo(offset));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    {"a":{"b":1]}}|Expected ',' or '}'
                    {"a":[1}]}|Expected ',' or ']'
                    {"a":-}|Expected a digit
                    {"a":x}|Expected a value
                    {"a":1.}|Expected a digit
                    {"a":01}|A number has no leading zeros
                    {"a":{1:2}}|Expected a key
                    {"a" 1}|Expected ':'
                    {"a":"\\x"}|Unknown escape
                    {"a":1}2|Something follows the object
                    {"a":1|The event ends too early
                    {"a":"x|The event ends too early
                    {"a":"\\|The event ends too early
                    """)
    void shouldSayWhatIsMalformedAndWhereInTheSlice(String event, String reason) {
        // Given
        byte[] bytes = ("####" + event + "####").getBytes(StandardCharsets.UTF_8);
        int length = bytes.length - 8;

        // When, Then
        for (String wanted : List.of("a", "other")) {
            assertThatThrownBy(() -> scanner(wanted).scan(bytes, 4, length))
                    .isInstanceOfSatisfying(MalformedJsonException.class, malformed -> assertThat(malformed.offset())
                            .isBetween(5, length))
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void shouldTakeFourCharactersForWhiteSpaceAndNoneOfTheControlCharactersInAText() throws Exception {
        for (char c = 0; c <= ' '; c++) {
            String spaced = "@{@\"a\"@:@[@1@,@{@}@]@,@\"b\"@:@{@\"c\"@:@2@}@}@".replace('@', c);
            byte[] bytes = spaced.getBytes(StandardCharsets.UTF_8);
            assertThat(isAccepted(scanner("a"), bytes)).isEqualTo(" \t\n\r".indexOf(c) >= 0);
            assertThat(isAccepted(scanner("other"), bytes)).isEqualTo(" \t\n\r".indexOf(c) >= 0);
            for (int length = 0; length < 20; length++) {
                byte[] text = ("{\"a\":\"" + "x".repeat(length) + c + "\"}").getBytes(StandardCharsets.UTF_8);
                assertThat(isAccepted(scanner("a"), text)).isEqualTo(c == ' ');
            }
        }
    }

    @Test
    void shouldTellOfEachTextWhetherItIsAsciiAndWhetherItHasEscapes() throws Exception {
        // Given
        Projection.Builder builder = new Projection.Builder();
        int slot = builder.slot(List.of("a"));
        JsonScanner scanner = new JsonScanner(builder.build());
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                for (String special : List.of("", "é", "\\n", "\u007f")) {
                    String text = "x".repeat(before) + special + "y".repeat(after);
                    byte[] event =
                            ("{\"b\":\"é\\n\",\"a\":\"" + text + "\",\"é\":\"\\n\"}").getBytes(StandardCharsets.UTF_8);

                    // When
                    scanner.scan(event, 0, event.length);

                    // Then
                    int found = scanner.found().first(slot);
                    assertThat(scanner.found().ascii(found)).describedAs(text).isEqualTo(!special.equals("é"));
                    assertThat(scanner.found().escaped(found)).describedAs(text).isEqualTo(special.equals("\\n"));
                }
            }
        }
    }

    @Test
    void shouldCountTheLevelsAboveAWantedObjectToo() {
        // Given
        Projection.Builder builder = new Projection.Builder();
        builder.slot(List.of("a", "b"));
        JsonScanner scanner = new JsonScanner(builder.build());
        int most = JsonScanner.MAX_DEPTH - 2;

        // When, Then
        for (int arrays : List.of(most, most + 1)) {
            String event = "{\"a\":" + "[".repeat(arrays) + "{\"b\":1}" + "]".repeat(arrays) + "}";
            assertThat(isAccepted(scanner, event.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(arrays == most);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "other"})
    void shouldReadNestingUpToItsBoundAndRefuseMore(String wanted) throws Exception {
        // Given
        int most = JsonScanner.MAX_DEPTH - 1;
        byte[] deepest = ("{\"a\":" + "[".repeat(most) + "]".repeat(most) + "}").getBytes(StandardCharsets.UTF_8);
        byte[] tooDeep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        byte[] objects = ("{\"a\":" + "{\"a\":".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = scanner(wanted);

        // When
        scanner.scan(deepest, 0, deepest.length);

        // Then
        for (byte[] event : List.of(tooDeep, objects)) {
            assertThatThrownBy(() -> scanner.scan(event, 0, event.length))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageContaining("levels deep");
        }
    }

    /** Takes and refuses what Jackson does, wherever a valid event is damaged. */
    @Test
    void shouldAgreeWithAnotherParserOnWhatIsJson() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(new Generator(seed).event());
            for (int i = random.nextInt(3); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), NOISE.charAt(random.nextInt(NOISE.length())));
            }
            byte[] event = text.toString().getBytes(StandardCharsets.UTF_8);

            // When
            boolean wanted = isAccepted(scanner("a"), event);
            boolean skipped = isAccepted(scanner("other"), event);

            // Then
            boolean expected = isJsonObject(event);
            assertThat(List.of(wanted, skipped))
                    .describedAs("seed %d: %s", seed, text)
                    .containsOnly(expected);
        }
    }

    /** As above, with one scanner for events of all sizes, each inside a buffer that goes on with quotes and backslashes. */
    @Test
    void shouldForgetTheEventBeforeAndStayWithinItsSlice() throws Exception {
        Projection.Builder builder = new Projection.Builder();
        int slot = builder.slot(List.of("a"));
        Projection projection = builder.build();
        JsonScanner reused = new JsonScanner(projection);
        int accepted = 0;
        for (long seed = 1; seed <= ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(new Generator(seed).event());
            for (int i = random.nextInt(3) * random.nextInt(2); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), NOISE.charAt(random.nextInt(NOISE.length())));
            }
            byte[] event = text.toString().getBytes(StandardCharsets.UTF_8);
            byte[] framed = ("\\\"\\\\\"" + text + "\"\\\",\"a\":1}\"\\").getBytes(StandardCharsets.UTF_8);
            JsonScanner fresh = new JsonScanner(projection);

            // When
            boolean expected = isAccepted(fresh, event);
            boolean actual = isAccepted(reused, framed, 5, event.length);

            // Then
            assertThat(actual).describedAs("seed %d: %s", seed, text).isEqualTo(expected);
            if (expected) {
                assertThat(values(reused, framed, slot))
                        .describedAs("seed %d: %s", seed, text)
                        .isEqualTo(values(fresh, event, slot));
                accepted++;
            }
        }
        assertThat(accepted).isPositive();
    }

    private static List<String> values(JsonScanner scanner, byte[] buffer, int slot) {
        Occurrences found = scanner.found();
        List<String> values = new ArrayList<>();
        for (int i = found.first(slot); i != Occurrences.NONE; i = found.next(i)) {
            String text = new String(buffer, found.start(i), found.end(i) - found.start(i), StandardCharsets.UTF_8);
            values.add(found.type(i) + " " + found.escaped(i) + " " + text);
        }
        return values;
    }

    private static boolean isAccepted(JsonScanner scanner, byte[] event) {
        return isAccepted(scanner, event, 0, event.length);
    }

    private static boolean isAccepted(JsonScanner scanner, byte[] event, int offset, int length) {
        try {
            scanner.scan(event, offset, length);
            return true;
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    private static boolean isJsonObject(byte[] event) {
        try {
            return Json.parse(event) instanceof Json.Obj;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonScanner scanner(String... path) {
        Projection.Builder builder = new Projection.Builder();
        builder.slot(List.of(path));
        builder.slot(List.of("b", "c"));
        return new JsonScanner(builder.build());
    }

    private static List<String> scan(JsonScanner scanner, String event, int slot) throws MalformedJsonException {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        scanner.scan(bytes, 0, bytes.length);
        Occurrences found = scanner.found();
        List<String> texts = new ArrayList<>();
        for (int i = found.first(slot); i != Occurrences.NONE; i = found.next(i)) {
            String text = new String(bytes, found.start(i), found.end(i) - found.start(i), StandardCharsets.UTF_8);
            texts.add(found.type(i) + " " + text);
        }
        return texts;
    }
}
