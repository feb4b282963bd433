package io.windhover.rules.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            10.1.2.3,       10.1.2.3/32
            10.1.2.3/32,    10.1.2.3/32
            10.1.2.2/31,    10.1.2.2/31
            10.0.0.0/8,     10.0.0.0/8
            128.0.0.0/1,    128.0.0.0/1
            0.0.0.0/0,      0.0.0.0/0
            10.0.0.0/08,    10.0.0.0/8
            ::/0,           0:0:0:0:0:0:0:0/0
            8000::/1,       8000:0:0:0:0:0:0:0/1
            2001:db8::/32,  2001:db8:0:0:0:0:0:0/32
            1:2:3:4::/63,   1:2:3:4:0:0:0:0/63
            1:2:3:5::/64,   1:2:3:5:0:0:0:0/64
            1:2:3:5:8000::/65, 1:2:3:5:8000:0:0:0/65
            1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8/128
            1:2:3:4:5:6:7:8/128, 1:2:3:4:5:6:7:8/128
            ::ffff:10.0.0.0/104, 10.0.0.0/8
            ::ffff:0:0/96,  0.0.0.0/0
            ::fffe:0:0/95,  0:0:0:0:0:fffe:0:0/95
            ::fffe:10.0.0.0/104, 0:0:0:0:0:fffe:a00:0/104
            1::ffff:10.0.0.0/104, 1:0:0:0:0:ffff:a00:0/104
            """)
    void shouldReadNetworksAndWriteThemInOneWay(String text, String written) {
        assertThat(Network.parse(text).map(Network::toString)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/ 8",
                "10.0.0.0/8/8",
                "10.0.0.0/0008",
                "10.0.0.0/a",
                "10.0.0.1/31",
                "10.1.0.0/8",
                "x/8",
                "::/129",
                "::/999",
                "::1/127",
                "1:2:3:5::/63",
                "1:2:3:4:8000::/64",
                "::8000:0:0:0/64"
            })
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.0.0.0/8,     10.255.255.255,     true
            10.0.0.0/8,     11.0.0.0,           false
            10.0.0.0/8,     9.255.255.255,      false
            10.0.0.0/8,     ::10.0.0.1,         false
            10.0.0.0/8,     1::ffff:10.0.0.1,   false
            0.0.0.0/0,      255.255.255.255,    true
            0.0.0.0/0,      ::,                 false
            ::/0,           255.255.255.255,    true
            ::/0,           ffff::ffff,         true
            8000::/1,       8000::,             true
            8000::/1,       7fff::,             false
            1:2:3:4::/63,   1:2:3:5:ffff::,     true
            1:2:3:4::/63,   1:2:3:6::,          false
            1:2:3:5::/64,   1:2:3:5:ffff:ffff:ffff:ffff, true
            1:2:3:5::/64,   1:2:3:4:ffff:ffff:ffff:ffff, false
            1:2:3:5:8000::/65, 1:2:3:5:8000::1, true
            1:2:3:5:8000::/65, 1:2:3:5:7fff::1, false
            1::8,           1::8,               true
            1::8,           1::9,               false
            1::8,           2::8,               false
            """)
    void shouldContainTheAddressesWithItsPrefix(String network, String address, boolean contained) {
        // Given
        byte[] text = address.getBytes(StandardCharsets.UTF_8);
        long[] words = new long[2];
        assertThat(IpAddress.parse(text, 0, text.length, words)).isTrue();

        // When, Then
        assertThat(Network.parse(network).orElseThrow().contains(words[0], words[1]))
                .isEqualTo(contained);
    }
}
