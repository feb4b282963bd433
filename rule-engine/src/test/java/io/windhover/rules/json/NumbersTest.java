package io.windhover.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-7", "-0", "007", "50053", "999999999999999999", "-999999999999999999"})
    void shouldReadWholeNumbersAsDecimalsAreRead(String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);

        assertThat(Numbers.decimal(text)).hasValue(new BigDecimal(text));
        assertThat(Numbers.whole(bytes, 1, bytes.length - 1)).isEqualTo(new BigDecimal(text).longValueExact());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+1", "1.0", "1e3", "1 ", " 1", "--1", "1-", "1/", "1:", "1000000000000000000", "x", "٣"
            })
    void shouldLeaveEverythingElseToDecimals(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Numbers.whole(bytes, 0, bytes.length)).isEqualTo(Numbers.NOT_WHOLE);
    }
}
