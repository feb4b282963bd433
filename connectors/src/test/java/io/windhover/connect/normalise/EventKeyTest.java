package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EventKeyTest {

    @Test
    void shouldBeTheFirstBytesOfTheUidsSha256() {
        EventKey key = new EventKey();

        assertThat(HexFormat.of().formatHex(key.of("abc"))).isEqualTo("ba7816bf8f01cfea");
        assertThat(key.of("abc")).isEqualTo(new EventKey().of("abc")).isNotEqualTo(key.of("abd"));
    }
}
