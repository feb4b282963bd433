package io.windhover.benchmarks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.benchmarks.deployment.Deployment.Volume;
import io.windhover.benchmarks.deployment.RestartReport.Recovery;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldTellStateForAPrincipal() throws Exception {
        // Given
        Rates rates = new Rates();
        rates.add(0, 0);
        rates.add(TimeUnit.SECONDS.toNanos(10), 2_000);
        PrincipalsReport report = new PrincipalsReport(
                1_000,
                2_000,
                4_000_000,
                32,
                2,
                "512m",
                "256MB",
                rates,
                100_000_000,
                700_000_000,
                800_000_000,
                50_000_000,
                10_000_000,
                40_000_000,
                Map.of("remember-groups", 3_000_000L),
                Map.of("remember-groups", new Volume(9_000, 1_500_000)),
                7,
                0,
                0,
                2);

        // When
        JsonNode json = JSON.readTree(report.json());

        // Then
        assertThat(report.text())
                .contains("1,000 principals, 2,000 events of 2,000 B")
                .contains("200; first tenth 200, last tenth 200")
                .contains("3.0 MB, 3,000 B for a principal")
                .contains("1.5 MB, 1,500 B and 9.0 records for a principal");
        assertThat(json.at("/state_bytes/remember-groups").asLong()).isEqualTo(3_000_000);
        assertThat(json.at("/changelogs/remember-groups/records").asLong()).isEqualTo(9_000);
        assertThat(json.at("/events_per_second_by_tenths")).hasSize(10);
    }

    @Test
    void shouldTellHowFastTheStateCameBack() throws Exception {
        // Given
        RestartReport report = new RestartReport(1_000, 1_200, new DeploymentOptions());
        report.filled(
                Map.of("remember-groups", 3_000_000L),
                Map.of("remember-groups", new Volume(9_000, 1_500_000), "triage-risk", new Volume(1_000, 500_000)));
        report.clean(new Recovery(4, 5, 6, 7, 8));
        report.restored(new Recovery(5, 15, 16, 17, 18));

        // When
        JsonNode json = JSON.readTree(report.json());

        // Then: 10,000 records and 2 MB in 10 s.
        assertThat(report.text())
                .contains(
                        "ready after 5.0 s (8.0 s of processor time), first alert after 6.0 s, alerts of all partitions after 7.0 s")
                .contains("restored 1,000 records/s, 200.0 kB/s")
                .doesNotContain("killed");
        assertThat(json.at("/clean/0/ready").asDouble()).isEqualTo(5);
        assertThat(json.at("/restored_records_per_second").asLong()).isEqualTo(1_000);
        assertThat(json.has("killed")).isFalse();
    }
}
