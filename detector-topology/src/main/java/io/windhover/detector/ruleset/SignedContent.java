package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature covers: the key of a record of the rules topic and every field of its document but the signature.
 * Each text stands behind its length, so that no two records have the same content. It begins with what it is, so that
 * no signature for another purpose passes for one of these.
 */
final class SignedContent {
    private static final String PURPOSE = "windhover rules 1";

    private SignedContent() {}

    static byte[] of(String key, RuleDocument document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, PURPOSE);
            write(out, key);
            write(out, document.getFormat().name());
            write(out, document.getText());
            write(out, document.getHash());
            write(out, document.getMode().name());
            write(out, document.getOwner());
            write(out, document.getOrigin());
            write(out, document.getCommit());
            write(out, document.getMembers());
            out.writeLong(document.getPublished().toEpochMilli());
            write(out, document.getDigests());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** SHA-256 of it, lower-case hex: by this a manifest names its documents. */
    static String digest(String key, RuleDocument document) {
        return RuleKeys.sha256(of(key, document));
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
