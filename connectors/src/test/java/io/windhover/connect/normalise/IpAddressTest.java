package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:0db8:0000:0042:0000:8a2e:0370:7334, 2001:db8:0:42:0:8a2e:370:7334",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::ffff:c000:201, 192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
    })
    void shouldWriteAddressesInOneWay(String text, String canonical) {
        assertThat(IpAddress.canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AWS Internal",
                "cloudtrail.amazonaws.com",
                "225.01.00.16",
                "256.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "1..2.3",
                "192.0.2.1:443",
                "[2001:db8::1]:443",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":::",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "1.2.3.4::",
                "::1.2.3",
                "g::1",
                ":1:2:3:4:5:6:7"
            })
    void shouldTakeNothingElseForAnAddress(String text) {
        assertThat(IpAddress.canonical(text)).isNull();
    }
}
