package io.windhover.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFamilyTest {

    private static final String AUDIT = LogFamily.of(Path.of("/var/log/audit.log"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/var/log/audit.log",
                "/var/log/audit.log.1",
                "/var/log/audit.log.2.gz",
                "/var/log/audit.log-20261001",
                "/var/log/audit.log-20261001.gz",
                "/var/log/audit-2026-10-01T08-00-00.000.log",
                "/var/log/./audit.log.10"
            })
    void shouldKnowThePartsOfALog(String part) {
        assertThat(LogFamily.of(Path.of(part))).isEqualTo(AUDIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/var/log/audit1.log",
                "/var/log/audit.json",
                "/var/log/kube-audit.log",
                "/var/log/other/audit.log",
                "/var/log/20261001",
                "/var/log/audit.log.bak"
            })
    void shouldTellOtherLogsApart(String other) {
        assertThat(LogFamily.of(Path.of(other))).isNotEqualTo(AUDIT);
    }

    @Test
    void shouldSpreadDeliveriesOverTheTasks() {
        String name = "/logs/111122223333_CloudTrail_eu-central-1_20261001T0805Z_%s.json.gz";

        assertThat(LogFamily.of(Path.of(name.formatted("x9YqLm2o"))))
                .isNotEqualTo(LogFamily.of(Path.of(name.formatted("Kf03hw8e"))));
    }
}
