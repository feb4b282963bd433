package io.windhover.cli.rules;

import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a file that a user wrote: UTF-8, with or without a byte order mark, of a bounded size. */
public final class TextFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TextFile() {}

    /**
     * Reads a file.
     *
     * @param name how messages call it
     * @param mostMegabytes larger files are not read
     * @param issues receives why it cannot be taken as text, if it returns empty
     */
    public static Optional<SourceFile> read(Path file, String name, int mostMegabytes, List<Issue> issues)
            throws IOException {
        if (Files.size(file) > (long) mostMegabytes << 20) {
            issues.add(refused(name, "the file is larger than " + mostMegabytes + " MB"));
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        int start = startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
            return Optional.of(new SourceFile(name, text));
        } catch (CharacterCodingException e) {
            issues.add(refused(name, "the file is not text in UTF-8"));
            return Optional.empty();
        }
    }

    private static Issue refused(String name, String reason) {
        return new Issue(Severity.ERROR, name, Position.START, reason, null);
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && ByteBuffer.wrap(bytes, 0, BYTE_ORDER_MARK.length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
    }
}
