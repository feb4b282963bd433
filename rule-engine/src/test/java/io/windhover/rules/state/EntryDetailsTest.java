package io.windhover.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Feed.Carried;
import io.windhover.schemas.Evidence;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryDetailsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Map<String, String> CARRIED =
            Map.of("token", "t1", Carried.toShow("agent"), "x".repeat(200), Carried.toShow("ip"), "198.51.100.7");

    @Test
    void shouldKeepWhatIsOnlyShownAsLongAsTheEventIsShown() {
        // Given: with a summary and without one
        EntryDetails shown = EntryDetails.of(evidence("ada called GetObject"), CARRIED, Subject.UNKNOWN);
        EntryDetails bare = EntryDetails.of(evidence(""), CARRIED, null);

        // When
        EntryDetails brief = written(shown.inBrief());

        // Then
        assertThat(written(shown).carried()).isEqualTo(CARRIED);
        assertThat(written(shown).subject()).isEqualTo(Subject.UNKNOWN);
        assertThat(written(shown).evidence(NOON.toEpochMilli())).isEqualTo(evidence("ada called GetObject"));
        assertThat(written(bare).carried()).isEqualTo(CARRIED);
        assertThat(written(bare).subject()).isNull();
        assertThat(brief.carried()).isEqualTo(Map.of("token", "t1"));
        assertThat(brief.evidence(NOON.toEpochMilli())).isEqualTo(evidence(""));
        assertThat(bytes(brief)).hasSizeLessThan(60);
    }

    private static Evidence evidence(String summary) {
        return new Evidence("e1", NOON, NOON.plusSeconds(3), "events", 2, 77L, summary);
    }

    private static EntryDetails written(EntryDetails details) {
        return EntryDetails.read(new StateReader(bytes(details)), "events");
    }

    private static byte[] bytes(EntryDetails details) {
        StateWriter out = new StateWriter(1);
        details.write(out);
        return out.toBytes();
    }
}
