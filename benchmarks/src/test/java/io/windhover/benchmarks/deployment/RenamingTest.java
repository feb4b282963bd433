package io.windhover.benchmarks.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenamingTest {
    @Test
    void shouldRenameAccountsDomainsIdsSessionsAndAddresses() {
        // Given
        String event = """
                {"arn":"arn:aws:iam::111122223333:user/ada","key":"AKIAABCDEFGHIEXAMPLE","mail":"ada@merlin.example",\
                "ip":"198.18.123.247","externalSessionId":"102381be","sessionId":"","recipient":"123456789012"}""";

        // When
        String renamed = new Renaming(258).apply(Renaming.Event.of(event));

        // Then
        assertThat(renamed).isEqualTo("""
                {"arn":"arn:aws:iam::111122000258:user/ada","key":"AKIAABCDEFGHI0000258","mail":"ada@merlin258.example",\
                "ip":"21.2.123.247","externalSessionId":"258-102381be","sessionId":"","recipient":"123456000258"}""");
    }

    @Test
    void shouldKeepAddressesOfEveryCompanyApartAndPublic() {
        // When
        long networks = IntStream.range(0, Renaming.MOST)
                .mapToObj(company -> new Renaming(company).apply(Renaming.Event.of("198.18.")))
                .distinct()
                .filter(network -> Integer.parseInt(network.substring(0, network.indexOf('.'))) < 100)
                .filter(network -> !network.startsWith("10."))
                .count();

        // Then
        assertThat(networks).isEqualTo(Renaming.MOST);
    }

    @Test
    void shouldRefuseACompanyThatHasNoAddresses() {
        // When, Then
        assertThatThrownBy(() -> new Renaming(Renaming.MOST)).isInstanceOf(IllegalArgumentException.class);
    }
}
