package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.SourceEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "' 198.51.100.7 ', 198.51.100.7",
        "198.51.100.7:16902, 198.51.100.7",
        "[198.51.100.7]:1, 198.51.100.7",
        "2001:DB8:0::1, 2001:db8::1",
        "[2001:db8::1], 2001:db8::1",
        "[2001:db8::1]:54088, 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void shouldFindTheAddress(String text, String ip) {
        assertThat(SourceAddress.ip(text)).isEqualTo(ip);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "[",
                "[]",
                "[2001:db8::1",
                "[2001:db8::1]x",
                "[2001:db8::1]:123456",
                "198.51.100.7:http",
                "198.51.100.256",
                "gce-internal-ip",
                "private",
                "a.b:80",
                "%eth0",
                "198.51.100.7:80:80"
            })
    void shouldFindNoneInAnythingElse(String text) {
        assertThat(SourceAddress.ip(text)).isNull();
    }

    @Test
    void shouldKeepWhatIsNoAddressAsTheHostsName() {
        SourceEndpoint endpoint = SourceAddress.endpoint("gce-internal-ip", "curl");

        assertThat(endpoint.getIp()).isNull();
        assertThat(endpoint.getHostname()).isEqualTo("gce-internal-ip");
        assertThat(endpoint.getUserAgent()).isEqualTo("curl");
    }
}
