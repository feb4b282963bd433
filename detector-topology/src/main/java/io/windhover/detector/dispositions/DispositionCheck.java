package io.windhover.detector.dispositions;

import io.windhover.schemas.Disposition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a disposition must be so that triage can use it. */
public final class DispositionCheck {
    private static final int LONGEST_UID = 128;
    private static final int LONGEST_ENTITY = 4_096;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NOTE = 4_096;

    private DispositionCheck() {}

    /** What is wrong with it, in one sentence without its values; empty where it is sound. */
    public static Optional<String> mistake(Disposition disposition) {
        if (disposition.getAlertUid().isBlank() || disposition.getAlertUid().length() > LONGEST_UID) {
            return Optional.of("the alert's uid is missing or too long");
        }
        if (disposition.getEntity().isBlank() || disposition.getEntity().length() > LONGEST_ENTITY) {
            return Optional.of("the entity is missing or too long");
        }
        if (!isShort(disposition.getAssignee(), LONGEST_NAME) || !isShort(disposition.getAnalyst(), LONGEST_NAME)) {
            return Optional.of("a name is longer than " + LONGEST_NAME + " characters");
        }
        if (!isShort(disposition.getNote(), LONGEST_NOTE)) {
            return Optional.of("the note is longer than " + LONGEST_NOTE + " characters");
        }
        return Optional.empty();
    }

    private static boolean isShort(@Nullable String text, int longest) {
        return text == null || text.length() <= longest;
    }
}
