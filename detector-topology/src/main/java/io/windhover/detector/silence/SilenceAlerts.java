package io.windhover.detector.silence;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The alert about a silent source: written when the silence is noticed, and closed when it ends. */
final class SilenceAlerts {
    static final String RULE = "windhover.source-silent";

    private static final int UID_BYTES = 16;

    private SilenceAlerts() {}

    /**
     * It is noticed.
     *
     * @param last ingest time of the source's last event
     * @param now up to when all was read
     */
    static Alert opened(String source, Level level, Duration after, Instant last, Instant now) {
        return new Alert(
                uid(source, last),
                AlertActivity.CREATE,
                level,
                rule(level, after),
                -1L,
                "source:" + source,
                "",
                "source silent for " + text(after) + ": " + source + " was last heard at " + last,
                Map.of("source", source, "last_ingest_time", last.toString()),
                last,
                now,
                1L,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                AlertStatus.NEW,
                Verdict.UNKNOWN,
                null);
    }

    /** The source is not waited for any more. */
    static Alert forgotten(Alert opened, Duration silent) {
        return Alert.newBuilder(opened)
                .setActivity(AlertActivity.CLOSE)
                .setMessage(opened.getContext().get("source") + " was silent for " + silent.toDays()
                        + " days and is not waited for any more")
                .build();
    }

    /** The source is heard again. */
    static Alert closed(Alert opened, Instant heard) {
        return Alert.newBuilder(opened)
                .setActivity(AlertActivity.CLOSE)
                .setMessage(opened.getContext().get("source") + " is heard again since " + heard)
                .setLastTime(heard)
                .build();
    }

    private static RuleReference rule(Level level, Duration after) {
        return RuleReference.newBuilder()
                .setUid(RULE)
                .setTitle("A source of logs is silent")
                .setDescription("No event of a source came that was heard before: what happens there is not seen. Its"
                        + " connector, its credentials or the logging itself may be down, or switched off.")
                .setLevel(level)
                .setTags(List.of("attack.defense-impairment"))
                .setLicense("Apache-2.0")
                .setHash("1")
                .setPeriod(after.toMillis())
                .setTriage(List.of(
                        "See whether the connector runs and what it logs.",
                        "See whether logging was switched off at the source, and by whom."))
                .build();
    }

    /** For example 15m or 90s. */
    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** The same silence has the same id, wherever and however often it is noticed. */
    private static String uid(String source, Instant last) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((RULE + "\n" + source + "\n" + last).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, UID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
