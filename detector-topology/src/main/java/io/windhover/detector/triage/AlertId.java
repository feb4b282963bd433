package io.windhover.detector.triage;

import io.windhover.schemas.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An alert's id: a function of the rule, its state hash, the entity, the dedup value and the event that opened the
 * episode, so that the same input mints the same id wherever it is processed.
 */
final class AlertId {
    private static final int BYTES = 16;

    private AlertId() {}

    static String of(Finding opening) {
        MessageDigest digest = sha256();
        // Lengths stand before the texts, so that no two lists of texts run together to the same bytes.
        for (String part : new String[] {
            opening.getRule().getUid(),
            opening.getRule().getHash(),
            opening.getEntity(),
            opening.getDedup(),
            opening.getEvidence().getUid()
        }) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
