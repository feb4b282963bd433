package io.windhover.benchmarks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.CloudEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetTest {
    @Test
    void shouldHaveAsManyPrincipalsAsItSays() throws Exception {
        // Given
        Fleet fleet = Fleet.of(2_000, 1.2);

        // When
        List<CloudEvent> events = new ArrayList<>();
        fleet.iterator().forEachRemaining(events::add);

        // Then
        assertThat(fleet.principals()).isGreaterThanOrEqualTo(2_000);
        assertThat(events).hasSize((int) fleet.events()).hasSizeGreaterThan(fleet.principals());
        assertThat(events.stream().map(event -> event.getActor().getPrincipal()).distinct())
                .hasSize(fleet.principals());
        assertThat(events.stream().map(CloudEvent::getUid)).doesNotHaveDuplicates();
        assertThat(events).isSortedAccordingTo((one, other) -> one.getTime().compareTo(other.getTime()));
    }

    @Test
    void shouldGiveSoManyOnAverage() {
        // When, Then
        assertThat(IntStream.range(0, 10).map(i -> Fleet.share(i, 1.2)).boxed())
                .containsExactly(1, 1, 1, 1, 2, 1, 1, 1, 1, 2);
        assertThat(IntStream.range(0, 3).map(i -> Fleet.share(i, 1)).boxed()).containsExactly(1, 1, 1);
    }

    @Test
    void shouldTakeTheLastWholeWorkingDay() {
        // When, Then
        assertThat(Fleet.day(Instant.parse("2026-11-27T20:00:00Z"))).isEqualTo("2026-11-26T00:00:00Z");
        assertThat(Fleet.day(Instant.parse("2026-11-30T00:10:00Z"))).isEqualTo("2026-11-27T00:00:00Z");
    }
}
