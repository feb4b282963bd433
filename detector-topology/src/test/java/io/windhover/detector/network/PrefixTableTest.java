package io.windhover.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Network;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTableTest {
    private final PrefixTable<String> table = new PrefixTable<>();

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, longer",
        "10.1.2.4, host",
        "10.9.9.9, shorter",
        "::ffff:10.1.2.3, longer",
        "::ffff:a01:203, longer",
        "11.0.0.1,",
        "2001:db8::1, v6",
        "2001:db9::1,"
    })
    void shouldFindTheLongestPrefix(String address, String expected) {
        put("10.0.0.0/8", "shorter");
        put("10.1.0.0/16", "longer");
        put("10.1.2.4", "host");
        put("2001:db8::/32", "v6");

        assertThat(table.get(network(address))).isEqualTo(expected);
    }

    @Test
    void shouldKeepTheFirstOfOneNetwork() {
        put("192.0.2.0/24", "first");
        put("192.0.2.0/24", "second");

        assertThat(table.get(network("192.0.2.1"))).isEqualTo("first");
    }

    /** Compared with a look at each network in turn. */
    @Test
    void shouldFindWhatALinearSearchFinds() {
        Random random = new Random(7);
        Network[] networks = new Network[200];
        for (int i = 0; i < networks.length; i++) {
            networks[i] = new Network(random.nextLong() & 0xf000_0000_0000_0000L, 0, 128).shortened(random.nextInt(8));
            table.putIfAbsent(networks[i], networks[i].toString());
        }

        for (int i = 0; i < 1_000; i++) {
            Network address = new Network(random.nextLong(), random.nextLong(), 128);
            String longest = null;
            int bits = -1;
            for (Network network : networks) {
                if (network.contains(address.high(), address.low()) && network.bits() > bits) {
                    longest = network.toString();
                    bits = network.bits();
                }
            }
            assertThat(table.get(address)).as(address.toString()).isEqualTo(longest);
        }
    }

    private void put(String network, String value) {
        table.putIfAbsent(network(network), value);
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }
}
