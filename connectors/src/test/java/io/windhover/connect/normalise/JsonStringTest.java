package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStringTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "Änderung – 鳥",
                "\\\"\\\\\\/\\b\\f\\n\\r\\t",
                "a\\u0041\\u00e4\\ud83e\\udd85z",
                "lone \\ud83e half",
                "\\\\u0041",
                "ends with \\\\"
            })
    void shouldDecodeAsAnotherParserDoes(String written) throws IOException {
        byte[] bytes = ("#" + written + "#").getBytes(UTF_8);

        assertThat(JsonString.decode(bytes, 1, bytes.length - 1))
                .isEqualTo(new ObjectMapper().readTree('"' + written + '"').textValue());
    }

    @Test
    void shouldLeaveWhatIsNoEscapeAsItStands() {
        assertThat(decode("\\u00g1 \\u12")).isEqualTo("\\u00g1 \\u12");
        assertThat(decode("\\q")).isEqualTo("q");
        assertThat(decode("end\\")).isEqualTo("end\\");
    }

    private static String decode(String written) {
        byte[] bytes = written.getBytes(UTF_8);
        return JsonString.decode(bytes, 0, bytes.length);
    }
}
