package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Any bytes are an event: recognised or not, normalised or refused, and refused for the reason foretold. */
public final class CloudTrailFuzz {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LogSourceRecogniser RECOGNISER = LogSourceRecogniser.standard();
    private static final CloudTrailNormaliser NORMALISER = new CloudTrailNormaliser();

    private CloudTrailFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] framed = new byte[input.length + 8];
        java.util.Arrays.fill(framed, (byte) '"');
        System.arraycopy(input, 0, framed, 4, input.length);
        RECOGNISER.recognise(framed, 4, input.length);
        Optional<String> foretold = NORMALISER.refusal(framed, 4, input.length);
        Normalisation result = NORMALISER.normalise(new RawEvent(framed, 4, input.length, "fuzz", 1, NOW));
        if (result instanceof Normalisation.Normalised normalised) {
            assertThat(normalised.event().getUid()).isNotBlank();
            assertThat(normalised.event().getTime()).isBeforeOrEqualTo(NOW.plusSeconds(300));
        }
        String reason = result instanceof Normalisation.Refused refused ? refused.reason() : "";
        boolean json = !reason.startsWith("not ");
        // Escapes are not decoded to foretell, as TopLevelMembers says.
        if (json && !new String(input, StandardCharsets.ISO_8859_1).contains("\\")) {
            assertThat(foretold.orElse("")).isEqualTo(reason);
        }
    }
}
