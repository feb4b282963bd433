package io.windhover.simulator.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressPlanTest {
    private final AddressPlan plan = AddressPlan.standard();

    @Test
    void shouldUseReservedRangesAndNumbersAlone() {
        assertThat(plan.networks()).hasSizeGreaterThan(100).allSatisfy(network -> {
            assertThat(network.range()).matches("198\\.1[89]\\.\\d+\\.\\d+/\\d\\d|2001:db8:[0-9a-f]+::/48");
            assertThat(network.asNumber()).isBetween(64_512, 65_534);
        });
    }

    @Test
    void shouldGiveEachAddressToOneNetwork() {
        Set<String> addresses = new HashSet<>();
        int hosts = 0;
        for (Network network : plan.networks()) {
            int most = network.isV6() ? 10 : network.hosts();
            for (int i = 0; i < most; i++) {
                addresses.add(network.host(i).ip());
            }
            hosts += most;
        }

        assertThat(addresses).hasSize(hosts);
    }

    @Test
    void shouldBeginAgainBehindTheLastHost() {
        Network network = plan.of("office", "Berlin").get(0);

        assertThat(network.host(network.hosts())).isEqualTo(network.host(0));
        assertThat(network.host(-1)).isEqualTo(network.host(network.hosts() - 1));
    }

    @Test
    void shouldMeasureAlongGreatCircles() {
        Network berlin = plan.of("isp", "Berlin").get(0);
        Network newYork = plan.of("isp", "New York").get(0);

        assertThat(berlin.kilometresTo(newYork)).isCloseTo(6_385, within(20.0));
        assertThat(berlin.kilometresTo(berlin)).isZero();
    }

    @Test
    void shouldWriteTheTable() throws IOException {
        List<String> lines = plan.lines();

        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(lines).hasSameSizeAs(plan.networks());
        assertThat(first.get("city").textValue()).isEqualTo("Berlin");
        assertThat(first.get("latitude").doubleValue()).isEqualTo(52.52);
        assertThat(first.get("network").textValue()).isEqualTo("isp");
        assertThat(lines).noneMatch(line -> line.contains("\"office\""));
    }
}
