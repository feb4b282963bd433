package io.windhover.detector.triage;

import io.windhover.rules.state.Hash;
import io.windhover.schemas.Finding;
import java.util.HexFormat;
import java.util.List;

/**
 * An alert's id: a function of the rule, its state hash, the entity, the dedup value and the event that opened the
 * episode, so that the same input mints the same id wherever it is processed.
 */
final class AlertId {
    private static final int BYTES = 16;

    private AlertId() {}

    static String of(Finding opening) {
        byte[] digest = Hash.sha256(List.of(
                opening.getRule().getUid(),
                opening.getRule().getHash(),
                opening.getEntity(),
                opening.getDedup(),
                opening.getEvidence().getUid()));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }
}
