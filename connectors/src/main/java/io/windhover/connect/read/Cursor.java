package io.windhover.connect.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands in its input, and the line of that: crosses blanks, lines and marks, and fetches bytes as they are
 * asked for. An index into its bytes is good until the next call that may fetch more.
 */
final class Cursor implements Closeable {

    private final ByteWindow window;
    private int at;
    private long line = 1;

    /** At an input's beginning; see {@link ByteWindow}. */
    Cursor(InputStream in, int mostKept, int expected) {
        window = new ByteWindow(in, mostKept, expected);
    }

    /** Begins at a place behind the input's beginning. */
    void begin(long offset, long lineThere) throws IOException {
        window.skip(offset);
        line = lineThere;
    }

    byte[] bytes() {
        return window.bytes();
    }

    int limit() {
        return window.limit();
    }

    /** The index it stands at. */
    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    /** From 1. */
    long line() {
        return line;
    }

    void addLines(int crossed) {
        line += crossed;
    }

    /** Where in the decompressed input it stands, from 0. */
    long offset() {
        return window.offsetOf(at);
    }

    /** Where in the decompressed input a byte stands, from 0. */
    long offsetOf(int index) {
        return window.offsetOf(index);
    }

    /** The index of a place in the decompressed input; negative where its bytes were dropped. */
    long indexOf(long offset) {
        return offset - window.offsetOf(0);
    }

    /** Why the input ended before its time; null where it did not. */
    @Nullable
    String damage() {
        return window.damage();
    }

    long consumed() {
        return window.consumed();
    }

    /** Fetches more, and keeps the bytes from an index on; the place it stands at moves with them. False at the end. */
    boolean more(int keep) throws IOException {
        int shift = window.more(keep);
        at -= Math.max(0, shift);
        return shift >= 0;
    }

    /** The next byte that is no blank; −1 at the end. A comma between records is let pass. */
    int peek() throws IOException {
        do {
            byte[] bytes = window.bytes();
            int limit = window.limit();
            while (at < limit) {
                byte b = bytes[at];
                if (b == '\n') {
                    line++;
                } else if (!Sniffer.isSpace(b) && b != ',') {
                    return b & 0xFF;
                }
                at++;
            }
        } while (more(at));
        return -1;
    }

    /** Whether these bytes stand next. */
    boolean follows(int... expected) throws IOException {
        boolean more = true;
        while (more && window.limit() - at < expected.length) {
            more = more(at);
        }
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= window.limit() || (window.bytes()[at + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Files that were joined keep their marks. */
    boolean passByteOrderMark() throws IOException {
        boolean there = follows(0xEF, 0xBB, 0xBF);
        at += there ? 3 : 0;
        return there;
    }

    /** The first byte that is no blank behind the one it stands at; 0 at the end. */
    byte peekBehind() throws IOException {
        int distance = 1;
        while (true) {
            while (at + distance < window.limit() && Sniffer.isSpace(window.bytes()[at + distance])) {
                distance++;
            }
            if (at + distance < window.limit()) {
                return window.bytes()[at + distance];
            }
            if (!more(at)) {
                return 0;
            }
        }
    }

    /** Whether nothing but blanks and commas follow on the line; what stands from {@code keep} on is kept. */
    boolean lineEnds(int keep) throws IOException {
        int kept = keep;
        while (true) {
            for (int i = at; i < window.limit(); i++) {
                byte b = window.bytes()[i];
                if (b == '\n') {
                    return true;
                }
                if (!Sniffer.isSpace(b) && b != ',') {
                    return false;
                }
            }
            int before = at;
            if (!more(kept)) {
                return true;
            }
            kept -= before - at;
        }
    }

    /** The line's end as far as the window shows it. */
    int endOfLine(int from) {
        int end = from;
        while (end < window.limit() && window.bytes()[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Where the line ends that it stands in, or the input does; −1 where that is more than so many bytes away. */
    int lineEnd(int most) throws IOException {
        while (true) {
            int end = endOfLine(at);
            if (end - at > most) {
                return -1;
            }
            if (end < window.limit() || !more(at)) {
                return end;
            }
        }
    }

    /** Goes to the next line's beginning; false where the input ends first. */
    boolean skipLine() throws IOException {
        while (true) {
            at = endOfLine(at);
            if (at < window.limit()) {
                at++;
                line++;
                return true;
            }
            if (!more(at)) {
                return false;
            }
        }
    }

    boolean isAtLineStart() {
        return at == 0 || window.bytes()[at - 1] == '\n';
    }

    /** Whether a record or a list of them may begin right here, or the input ends. */
    boolean isAtBracketOrEnd() throws IOException {
        if (at >= window.limit() && !more(at)) {
            return true;
        }
        return at < window.limit() && (window.bytes()[at] == '{' || window.bytes()[at] == '[');
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(window.bytes(), from, to);
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
