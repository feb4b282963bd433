package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.json.JsonScanner;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.reference.Generator;
import io.windhover.rules.reference.Json;
import io.windhover.rules.reference.ReferenceInterpreter;
import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Any bytes are an event: they are refused as malformed or matched, as Jackson and the reference interpreter do where
 * these have an answer.
 */
public final class EventFuzz {
    private static final int RULES = 200;
    private static final int LONGEST_COMPARED = 2048;

    /** In a key Jackson refuses half a pair, in a value not; ours takes both. */
    private static final Pattern SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

    /** What the reference would write out in full, and what Jackson refuses for its length. */
    private static final Pattern HUGE_NUMBER = Pattern.compile("[0-9.]{300}|[0-9.][eE][-+]?0*[1-9][0-9]{2}");

    private static final LogSource SOURCE = new LogSource("aws", "cloudtrail", null);
    private static final List<Rule> SOURCES =
            IntStream.range(0, RULES).mapToObj(EventFuzz::rule).toList();
    private static final RuleMatcher MATCHER =
            RuleSet.of(SOURCES, Aliases.none()).newMatcher();

    private EventFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> matched = new ArrayList<>();
        boolean accepted = true;
        try {
            MATCHER.match(
                    new Bytes(input),
                    (rule, said) -> matched.add(rule.reference().getUid()));
        } catch (MalformedJsonException e) {
            accepted = false;
            assertThat(matched).isEmpty();
            assertThat(e.offset()).isBetween(0, input.length);
        }
        if (input.length > LONGEST_COMPARED || !isPlainUtf8(input)) {
            return;
        }
        Json tree = parsed(input);
        boolean deep = tree != null && depth(tree) > JsonScanner.MAX_DEPTH;
        String text = new String(input, StandardCharsets.UTF_8);
        boolean halved = tree == null && SURROGATE.matcher(text).find();
        if (deep || halved || HUGE_NUMBER.matcher(text).find()) {
            return;
        }
        assertThat(accepted).describedAs("taken, as by Jackson").isEqualTo(tree instanceof Json.Obj);
        if (accepted && !hasLoneSurrogate(Json.compact(tree))) {
            List<String> expected = SOURCES.stream()
                    .filter(rule -> ReferenceInterpreter.matches(rule.condition(), tree))
                    .map(rule -> rule.reference().getUid())
                    .toList();
            assertThat(matched).isEqualTo(expected);
        }
    }

    private static Json parsed(byte[] input) {
        try {
            return Json.parse(input);
        } catch (IOException notJson) {
            return null;
        }
    }

    /** Whether Jackson would neither take it for another encoding nor read it otherwise. */
    private static boolean isPlainUtf8(byte[] input) {
        for (int i = 0; i < Math.min(4, input.length); i++) {
            if (input[i] == 0) {
                return false;
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
            return !text.startsWith("\uFEFF");
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static int depth(Json json) {
        if (json instanceof Json.Obj obj) {
            return 1
                    + obj.members().stream()
                            .mapToInt(m -> depth(m.value()))
                            .max()
                            .orElse(0);
        } else if (json instanceof Json.Arr arr) {
            return 1 + arr.items().stream().mapToInt(EventFuzz::depth).max().orElse(0);
        }
        return 0;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Rule rule(int number) {
        RuleReference reference = RuleReference.newBuilder()
                .setUid(String.valueOf(number))
                .setTitle("Generated")
                .setLevel(Level.LOW)
                .setTags(List.of())
                .setReferences(List.of())
                .setFalsePositives(List.of())
                .setHash("")
                .setMode(RuleMode.LIVE)
                .build();
        return new Rule(
                reference,
                null,
                new LogSourcePattern("aws", null, null),
                new Generator(number).condition(2),
                Rule.Report.DEFAULT,
                "generated.yml",
                Position.START);
    }

    /** An event from bytes that need not be text. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(byte[] buffer) implements LogEvent {
        @Override
        public LogSource logSource() {
            return SOURCE;
        }

        @Override
        public io.windhover.schemas.CloudEvent normalised() {
            return new TestEvent(SOURCE, "{}").normalised();
        }
    }
}
