package io.windhover.detector.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of ranges, of autonomous systems or of places, as text.
 *
 * @param path where it stands
 * @param text what it holds
 */
record SmallFile(Path path, String text) {
    /** Bytes of a file, at most: some ten times the largest list that a cloud publishes. */
    static final int MOST_BYTES = 64 << 20;

    /** Takes one line without its comment. */
    interface Line {
        void take(String line) throws NetworkSourceException, JsonProcessingException;
    }

    static SmallFile read(Path path) throws IOException, NetworkSourceException {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new NetworkSourceException("is larger than " + (MOST_BYTES >> 20) + " MB");
            }
            return new SmallFile(path, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Its name and what it holds, in few characters: the same for the same text, wherever and whenever it was written. */
    String version() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return path.getFileName() + "@" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Shows all lines that hold something.
     *
     * @param comments characters each of which begins a comment
     * @throws NetworkSourceException at the first line that is refused; the message begins with its number
     */
    void lines(String comments, Line each) throws NetworkSourceException {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String said = withoutComment(line, comments);
            try {
                if (!said.isEmpty()) {
                    each.take(said);
                }
            } catch (NetworkSourceException e) {
                throw new NetworkSourceException("line " + number + ": " + e.getMessage());
            } catch (JsonProcessingException e) {
                throw new NetworkSourceException("line " + number + ": not valid JSON: " + e.getOriginalMessage());
            }
        }
    }

    private static String withoutComment(String line, String comments) {
        int end = 0;
        while (end < line.length() && comments.indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(0, end).strip();
    }
}
