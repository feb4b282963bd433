package io.windhover.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectTimesTest {

    private static final String REGION = "AWSLogs/111122223333/CloudTrail/eu-central-1/";
    private static final Instant WRITTEN = Instant.parse("2026-11-01T00:00:00Z");

    private final ObjectTimes october = new ObjectTimes(
            Optional.of(Instant.parse("2026-10-01T00:00:00Z")), Optional.of(Instant.parse("2026-11-01T00:00:00Z")));

    @Test
    void shouldGoByTheTimeInTheName() {
        assertThat(october.include(key("2026/10/01", "20261001T0000"), WRITTEN)).isTrue();
        assertThat(october.include(key("2026/10/31", "20261031T2355"), WRITTEN)).isTrue();
        assertThat(october.include(key("2026/09/30", "20260930T2355"), WRITTEN)).isFalse();
        assertThat(october.include(key("2026/11/01", "20261101T0000"), WRITTEN)).isFalse();
    }

    @Test
    void shouldGoByTheTimeOfWritingWhereTheNameHasNone() {
        assertThat(october.include("CloudTrail/copy.json", Instant.parse("2026-10-05T00:00:00Z")))
                .isTrue();
        assertThat(october.include("CloudTrail/copy.json", WRITTEN)).isFalse();
        assertThat(october.include(key("2026/10/01", "20269901T0000"), WRITTEN)).isFalse();
    }

    @Test
    void shouldPassOverWholeDays() {
        assertThat(october.goOnBehind(key("2025/01/01", "20250101T0000"))).contains(REGION + "2026/10/01/");
        assertThat(october.goOnBehind(key("2026/11/01", "20261101T0000"))).contains(REGION + "9999/");
        assertThat(october.goOnBehind("CloudTrail/copy.json")).isEmpty();
    }

    @Test
    void shouldNotGoBackWithinTheFirstDay() {
        ObjectTimes noon = new ObjectTimes(Optional.of(Instant.parse("2026-10-01T12:00:00Z")), Optional.empty());

        assertThat(noon.goOnBehind(key("2026/10/01", "20261001T0800"))).isEmpty();
    }

    @Test
    void shouldIncludeEverythingWithoutBounds() {
        assertThat(new ObjectTimes(Optional.empty(), Optional.empty()).include("x", WRITTEN))
                .isTrue();
    }

    private static String key(String day, String time) {
        return REGION + day + "/111122223333_CloudTrail_eu-central-1_" + time + "Z_a1b2.json.gz";
    }
}
