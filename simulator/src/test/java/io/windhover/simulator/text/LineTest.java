package io.windhover.simulator.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.simulator.chance.Chance;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void shouldEscapeWhatJsonCannotHold() {
        assertThat(new Line().text("a\"b\\c\nd\u00fc\u2028")).hasToString("a\\\"b\\\\c\\u000ad\\u00fc\\u2028");
    }

    @Test
    void shouldWriteNumbers() {
        assertThat(new Line()
                        .number(0)
                        .raw(new byte[] {' '})
                        .number(-17)
                        .raw(new byte[] {' '})
                        .number(Long.MAX_VALUE))
                .hasToString("0 -17 9223372036854775807");
    }

    @Test
    void shouldWriteTimesOfAnyDayInAnyOrder() {
        Line line = new Line();

        assertThat(time(line, "2026-10-05T08:09:10.123Z", 3)).isEqualTo("2026-10-05T08:09:10.123Z");
        assertThat(time(line, "1969-12-31T23:59:59.999Z", 0)).isEqualTo("1969-12-31T23:59:59Z");
        assertThat(time(line, "2026-10-05T00:00:00.007Z", 7)).isEqualTo("2026-10-05T00:00:00.0070000Z");
    }

    private static String time(Line line, String time, int fraction) {
        return line.clear().time(Instant.parse(time).toEpochMilli(), fraction).toString();
    }

    @Test
    void shouldWriteRandomUuids() {
        UUID uuid = UUID.fromString(new Line().uuid(Chance.of(1, "x")).toString());

        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void shouldRememberWhatIdentifiesTheEvent() {
        Line line =
                new Line().raw(bytes("a")).mark().raw(bytes("one")).endMark().raw(bytes("b"));
        line.mark(0, 1).markOutside(bytes("out"));

        assertThat(line.marked()).isEqualTo("one|a|out");
        assertThat(line).hasToString("aoneb");
    }

    @Test
    void shouldCutATemplateAtItsValues() {
        Line line = new Line();

        Template.of("{'a': '~1', 'b': ~0, 'c': 'x: y, z'}").write(line, "1", "q\"");

        assertThat(line).hasToString("{\"a\":\"q\\\"\",\"b\":1,\"c\":\"x: y, z\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
