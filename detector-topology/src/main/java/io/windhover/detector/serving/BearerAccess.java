package io.windhover.detector.serving;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Admits who has the one token. What is kept and compared is its hash, in a time that does not depend on the attempt. */
final class BearerAccess implements Access {
    private static final int SHORTEST = 16;

    private final byte[] expected;

    /** @throws ServingException where the token could be guessed */
    BearerAccess(String token) {
        if (token.length() < SHORTEST) {
            throw new ServingException("serving: the token must have " + SHORTEST + " characters or more");
        }
        this.expected = hash(token);
    }

    @Override
    public Verdict admits(@Nullable String authorization) {
        String token = Access.token(authorization);
        return token != null && MessageDigest.isEqual(expected, hash(token)) ? Verdict.ADMITTED : Verdict.REFUSED;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
