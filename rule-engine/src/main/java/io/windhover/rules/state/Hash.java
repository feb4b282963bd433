package io.windhover.rules.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * SHA-256, or the first 64 bits of it: whoever writes a log cannot make a text that passes for a given other one. Stored in
 * states, so it never changes.
 */
public final class Hash {
    private Hash() {}

    /** Of one text. */
    public static long of(String text) {
        return ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** Of several; not that of the same characters in other pieces. */
    public static long of(List<String> texts) {
        return ByteBuffer.wrap(sha256(texts)).getLong();
    }

    /** All 32 bytes of SHA-256 over several texts, each behind its length. */
    public static byte[] sha256(List<String> texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
