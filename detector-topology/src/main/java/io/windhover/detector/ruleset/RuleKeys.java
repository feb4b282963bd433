package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Keys and hashes of the rules topic: {@code <rule id>@<content hash>} and {@code manifest@<content hash>}. */
final class RuleKeys {
    private static final String MANIFEST = "manifest";
    private static final int HASH_LENGTH = 16;

    private RuleKeys() {}

    static String ofDocument(String ruleId, String hash) {
        return ruleId + "@" + hash.substring(0, HASH_LENGTH);
    }

    static String ofManifest(String hash) {
        return ofDocument(MANIFEST, hash);
    }

    /** The part before the hash: one rule keeps it through all its versions. */
    static String ruleId(String key) {
        int at = key.lastIndexOf('@');
        return at < 0 ? key : key.substring(0, at);
    }

    static String hash(String text) {
        return sha256(text);
    }

    static String hash(List<String> members) {
        return sha256(String.join("\n", members) + "\n");
    }

    /** Whether the document is what its hash says: a record that was cut or edited on its way is not. */
    static boolean isIntact(RuleDocument document) {
        return document.getHash().equals(hash(document.getText()));
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
