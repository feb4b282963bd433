package io.windhover.rules.plan;

import io.windhover.schemas.RuleReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The state hash of a stateful rule: another meaning of a rule that it looks at starts with clean state too. */
final class StateHash {
    private static final int DIGITS = 32;

    private StateHash() {}

    static String of(RuleReference rule, List<RuleReference> lookedAt) {
        MessageDigest digest = sha256();
        digest.update(rule.getHash().getBytes(StandardCharsets.UTF_8));
        lookedAt.forEach(each -> digest.update(each.getHash().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
