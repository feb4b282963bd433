package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The key of an event's record: the first 8 bytes of the SHA-256 of its uid in UTF-8. It spreads the load whatever the
 * uids look like, and an event that is delivered twice meets itself in one partition. This is a contract: whoever writes
 * events from elsewhere must use the same key. Not thread-safe.
 */
public final class EventKey {

    private static final int BYTES = 8;

    private final MessageDigest sha256;

    /** A digest of its own. */
    public EventKey() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key of the event with this uid. */
    public byte[] of(String uid) {
        return Arrays.copyOf(sha256.digest(uid.getBytes(UTF_8)), BYTES);
    }
}
