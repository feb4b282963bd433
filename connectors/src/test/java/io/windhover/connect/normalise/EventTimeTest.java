package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T10:00:00Z, 2026-11-01T10:00:00Z",
        "2026-11-01T10:00:00.25Z, 2026-11-01T10:00:00.250Z",
        "2026-11-01T10:00:00.123456789012Z, 2026-11-01T10:00:00.123456789Z",
        "2026-11-01T10:00:00+01:00, 2026-11-01T09:00:00Z",
        "2026-11-01 10:00:00.000, 2026-11-01T10:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "1767225600, 2026-01-01T00:00:00Z",
        "1767225600123, 2026-01-01T00:00:00.123Z",
        "1767225600123456, 2026-01-01T00:00:00.123456Z",
        "1767225600123456789, 2026-01-01T00:00:00.123456789Z",
        "2026-11-01 10:00:00 UTC, 2026-11-01T10:00:00Z"
    })
    void shouldReadTheTimesThatLogsWrite(String text, Instant time) {
        assertThat(EventTime.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "yesterday",
                "2026-11-01",
                "2026-13-01T10:00:00Z",
                "2025-02-29T10:00:00Z",
                "2026-11-01T25:00:00Z",
                "2026-11-01T10:00:00X",
                "2026-11-01T10:00:00Z and more",
                "176722560",
                "2026-11-01T10:00:00 UTC and more",
                "2026-11-01T10:00:00x UTC",
                "176722560000",
                "17672256001234567890",
                "1767225600123456789012",
                "17672256xx",
                "17672256000xx"
            })
    void shouldReadNothingElse(String text) {
        assertThat(EventTime.parse(text)).isNull();
    }
}
