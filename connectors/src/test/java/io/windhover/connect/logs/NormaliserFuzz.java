package io.windhover.connect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Any bytes are an event: recognised or not, normalised or refused, and refused for the reason foretold. */
public final class NormaliserFuzz {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LogSourceRecogniser RECOGNISER = KnownLogs.standard().recogniser();
    private static final Normaliser CLOUDTRAIL = new CloudTrailNormaliser();

    private NormaliserFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] framed = new byte[input.length + 8];
        java.util.Arrays.fill(framed, (byte) '"');
        System.arraycopy(input, 0, framed, 4, input.length);
        Normaliser normaliser = RECOGNISER.recognise(framed, 4, input.length).orElse(CLOUDTRAIL);
        Optional<String> foretold = normaliser.refusal(framed, 4, input.length);
        Normalisation result = normaliser.normalise(new RawEvent(framed, 4, input.length, "fuzz", 1, NOW));
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
