package io.windhover.connect.file;

import io.windhover.connect.file.Place.Unit;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one input, one after the other, with bounded memory. Not thread-safe.
 *
 * <p>It takes the input as it comes, compressed with gzip or not, and finds out by itself how the records stand in it:
 * one a line, several a line, pretty-printed, in an array, in an object's {@code Records}; and unwraps EventBridge's
 * envelopes and Pub/Sub's messages. Records are streamed also where the whole input is one line.
 *
 * <p>What cannot be read is reported once and the reader goes on behind it: in a file of lines at the next line, among
 * pretty-printed objects at the next line that begins one, in a list behind the bracket that closes the record.
 */
public final class RecordReader implements Closeable {

    /** How far a file that does not begin like JSON is searched for the first line that does. */
    private static final int SEARCHED_BYTES = 256 << 10;

    private enum Standing {
        AT_START,
        BETWEEN_RECORDS,
        IN_LIST,
        BEHIND_LIST,
        AT_END
    }

    private final String source;
    private final ByteWindow window;
    private final ReadLimits limits;
    private final JsonScanner record = new JsonScanner();
    private final JsonScanner container = new JsonScanner();
    private final PubSubEnvelope pubSub = new PubSubEnvelope();

    private Standing standing = Standing.AT_START;
    private @Nullable Unit unit;
    private boolean wrapped;
    private boolean listBroke;
    private boolean damageReported;
    private int at;
    private long line = 1;
    private long found;
    private long ordinal;

    /** Whether the input ended inside what was found last: when it has grown, that may be a record. */
    private boolean cutOff;

    private RecordReader(String source, InputStream in, ReadLimits limits) {
        this.source = source;
        this.window = new ByteWindow(in, limits.maxRecordBytes());
        this.limits = limits;
    }

    /** Opens a file; its path is the source's name. */
    public static RecordReader open(Path file, ReadLimits limits) throws IOException {
        return of(file.toString(), Files.newInputStream(file), limits);
    }

    /** Reads a stream, and closes it when this is closed. */
    public static RecordReader of(String source, InputStream in, ReadLimits limits) {
        return new RecordReader(source, in, limits);
    }

    /**
     * The next record; null at the input's end.
     *
     * @throws IOException where the input itself fails; damage in what it holds is {@link Read.Unreadable}
     */
    public @Nullable Read next() throws IOException {
        while (standing != Standing.AT_END) {
            Read read =
                    switch (standing) {
                        case AT_START -> start();
                        case BETWEEN_RECORDS -> betweenRecords();
                        case IN_LIST -> inList();
                        case BEHIND_LIST -> behindList();
                        case AT_END -> null;
                    };
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    /** Passes over the first records; for a restart, with the {@link Place#ordinal} of the last one that was handled. */
    public void skip(long records) throws IOException {
        Read read;
        do {
            read = ordinal < records ? next() : null;
        } while (read != null);
    }

    /** How far it came, where {@link #next} fails: with the ordinal of the last record before. */
    Place here() {
        Unit counted = unit == null ? Unit.LINE : unit;
        return new Place(
                source, counted, counted == Unit.LINE ? line : found + 1, ordinal, window.offsetOf(window.limit()));
    }

    /** Bytes taken from the input so far, compressed where it is compressed: for a progress bar. */
    public long bytesConsumed() {
        return window.consumed();
    }

    @Override
    public void close() throws IOException {
        standing = Standing.AT_END;
        window.close();
    }

    private @Nullable Read start() throws IOException {
        standing = Standing.BETWEEN_RECORDS;
        if (follows(0xFE, 0xFF) || follows(0xFF, 0xFE)) {
            return giveUp("the text is in UTF-16; only UTF-8 is read");
        }
        passByteOrderMark();
        while (!Sniffer.beginsLikeJson(window.bytes(), at, window.limit())) {
            if (window.limit() >= SEARCHED_BYTES) {
                return giveUp("no line in its first 256 kB begins like JSON; the rest is skipped");
            }
            if (!more(0)) {
                String damage = window.damage();
                boolean blank = Sniffer.isBlank(window.bytes(), at, window.limit());
                cutOff = blank || damage != null || endOfLine(at) == window.limit();
                return giveUp(damage != null ? damage : blank ? "the file is empty" : "no line begins like JSON");
            }
        }
        return null;
    }

    /** Whether these bytes stand next. */
    private boolean follows(int... expected) throws IOException {
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

    private Read giveUp(String reason) {
        standing = Standing.AT_END;
        return unreadable(place(1, window.offsetOf(at)), reason, excerpt(at, window.limit()));
    }

    private @Nullable Read betweenRecords() throws IOException {
        switch (peek()) {
            case -1 -> {
                standing = Standing.AT_END;
                return window.damage() == null || damageReported ? null : endsEarly("");
            }
            case '{' -> {
                return object(false);
            }
            case '[' -> {
                return openList();
            }
            case ']', '}' -> {
                if (listBroke) {
                    at++;
                    return null;
                }
                return brokenLine("not valid JSON: the line does not begin a record");
            }
            default -> {
                return passByteOrderMark() ? null : brokenLine("not valid JSON: the line does not begin a record");
            }
        }
    }

    /** Files that were joined keep their marks. */
    private boolean passByteOrderMark() throws IOException {
        boolean there = follows(0xEF, 0xBB, 0xBF);
        at += there ? 3 : 0;
        return there;
    }

    /** A line may begin with a bracket and be no list: the time in a text log, for example. */
    private @Nullable Read openList() throws IOException {
        int ahead = at + 1;
        while (true) {
            while (ahead < window.limit() && Sniffer.isSpace(window.bytes()[ahead])) {
                ahead++;
            }
            int distance = ahead - at;
            if (ahead < window.limit() || !more(at)) {
                break;
            }
            ahead = at + distance;
        }
        byte first = ahead < window.limit() ? window.bytes()[ahead] : 0;
        if (first != '{' && first != ']') {
            return brokenLine("not valid JSON: the bracket does not begin a list of records");
        }
        at++;
        unit = unit == null ? Unit.RECORD : unit;
        wrapped = false;
        standing = Standing.IN_LIST;
        return null;
    }

    private @Nullable Read inList() throws IOException {
        switch (peek()) {
            case '{' -> {
                return object(true);
            }
            case ']' -> {
                at++;
                container.resumeBehindList();
                standing = wrapped ? Standing.BEHIND_LIST : Standing.BETWEEN_RECORDS;
                return null;
            }
            case -1 -> {
                standing = Standing.AT_END;
                return endsEarly("the file ends inside its list of records");
            }
            default -> {
                listBroke = true;
                standing = Standing.BETWEEN_RECORDS;
                return brokenLine("not valid JSON: a record should begin here in the list");
            }
        }
    }

    /** The rest of the object that held the list. */
    private @Nullable Read behindList() throws IOException {
        standing = Standing.BETWEEN_RECORDS;
        long offset = window.offsetOf(at);
        while (true) {
            long start = offset - window.offsetOf(0);
            JsonScanner.Status status = container.scan(window.bytes(), start, at, window.limit());
            at = container.at();
            switch (status) {
                case DONE -> {
                    line += container.newlines();
                    return null;
                }
                case LIST -> {
                    line += container.newlines();
                    standing = Standing.IN_LIST;
                    return null;
                }
                case MORE -> {
                    if (!more(at)) {
                        standing = Standing.AT_END;
                        return endsEarly("the file ends before the object around its list of records does");
                    }
                }
                case BROKEN -> {
                    line += container.newlines();
                    listBroke = true;
                    return brokenLine("not valid JSON behind the list of records");
                }
            }
        }
    }

    private @Nullable Read object(boolean inList) throws IOException {
        JsonScanner scanner = inList ? record : container;
        scanner.begin(inList);
        long offset = window.offsetOf(at);
        byte[] excerptOfLarge = null;
        int position = at;
        while (true) {
            long start = offset - window.offsetOf(0);
            JsonScanner.Status status = scanner.scan(window.bytes(), start, position, window.limit());
            position = scanner.at();
            if (excerptOfLarge == null && window.offsetOf(position) - offset > limits.maxRecordBytes()) {
                excerptOfLarge = excerpt(at, position);
            }
            if (excerptOfLarge != null) {
                at = position;
            }
            switch (status) {
                case DONE -> {
                    return complete(scanner, offset, position, excerptOfLarge);
                }
                case LIST -> {
                    at = position;
                    line += scanner.newlines();
                    unit = unit == null ? Unit.RECORD : unit;
                    wrapped = true;
                    standing = Standing.IN_LIST;
                    return null;
                }
                case BROKEN -> {
                    return broken(scanner, offset, position, excerptOfLarge, String.valueOf(scanner.error()));
                }
                case MORE -> {
                    int distance = position - at;
                    if (!more(at)) {
                        listBroke |= inList;
                        standing = Standing.BETWEEN_RECORDS;
                        cutOff = true;
                        String reason = endReason("the file ends in the middle of the record");
                        return broken(scanner, offset, window.limit(), excerptOfLarge, reason);
                    }
                    position = at + distance;
                }
            }
        }
    }

    private Read complete(JsonScanner scanner, long offset, int end, byte @Nullable [] excerptOfLarge)
            throws IOException {
        int start = at;
        at = end;
        if (unit == null) {
            unit = decideUnit(scanner, start);
            // Looking ahead may have moved the window.
            start -= end - at;
        }
        Place place = place(line, offset);
        line += scanner.newlines();
        if (excerptOfLarge != null) {
            return unreadable(place, tooLarge(), excerptOfLarge);
        }
        String error = scanner.error();
        if (error != null) {
            return unreadable(place, error, excerpt(start, at));
        }
        if (pubSub.holds(window.bytes(), start, at - start)) {
            byte[] event = pubSub.event();
            return event == null
                    ? unreadable(place, "the Pub/Sub message's data is no JSON record", excerpt(start, at))
                    : new Read.Event(place, event, 0, event.length);
        }
        EnvelopeKeys envelope = scanner.envelope();
        return envelope.wrapsDetail()
                ? new Read.Event(
                        place,
                        window.bytes(),
                        start + envelope.detailStart(),
                        envelope.detailEnd() - envelope.detailStart())
                : new Read.Event(place, window.bytes(), start, at - start);
    }

    /** A file is one of lines where its first record fills its line. */
    private Unit decideUnit(JsonScanner scanner, int start) throws IOException {
        if (scanner.newlines() > 0) {
            return Unit.RECORD;
        }
        while (true) {
            for (int i = at; i < window.limit(); i++) {
                byte b = window.bytes()[i];
                if (b == '\n') {
                    return Unit.LINE;
                }
                if (!Sniffer.isSpace(b) && b != ',') {
                    return Unit.RECORD;
                }
            }
            int before = at;
            if (!more(start)) {
                return Unit.LINE;
            }
            start -= before - at;
        }
    }

    /** Reports the record that begins at {@code at}, broken at {@code position}, and goes to where the next may begin. */
    private Read broken(JsonScanner scanner, long offset, int position, byte @Nullable [] excerptOfLarge, String reason)
            throws IOException {
        long lineOfRecord = line;
        if (excerptOfLarge != null) {
            line += scanner.newlines();
            // Its lines are gone; what broke it may be the next record, where its own end is missing.
            if (scanner.newlines() == 0 || !atLineStart() || !beginsRecord()) {
                skipLine();
            }
            return unreadable(place(lineOfRecord, offset), tooLarge(), excerptOfLarge);
        }
        byte[] excerpt = excerpt(at, Math.max(position, endOfLine(at)));
        boolean spansLines = scanner.newlines() > 0 || unit == Unit.RECORD;
        skipLine();
        while (spansLines && !beginsRecord()) {
            skipLine();
        }
        return unreadable(place(lineOfRecord, offset), reason, excerpt);
    }

    private boolean atLineStart() {
        return at == 0 || window.bytes()[at - 1] == '\n';
    }

    private boolean beginsRecord() throws IOException {
        if (at >= window.limit() && !more(at)) {
            return true;
        }
        return at < window.limit() && (window.bytes()[at] == '{' || window.bytes()[at] == '[');
    }

    private Read endsEarly(String reason) {
        cutOff = true;
        return unreadable(place(line, window.offsetOf(at)), endReason(reason), new byte[0]);
    }

    /** Damage to the compression explains every early end, and is told once. */
    private String endReason(String otherwise) {
        String damage = window.damage();
        if (damage == null || damageReported) {
            return otherwise;
        }
        damageReported = true;
        return damage;
    }

    private Read brokenLine(String reason) throws IOException {
        long lineOfRecord = line;
        long offset = window.offsetOf(at);
        byte[] excerpt = excerpt(at, endOfLine(at));
        skipLine();
        return unreadable(place(lineOfRecord, offset), reason, excerpt);
    }

    /** The line's end as far as the window shows it. */
    private int endOfLine(int from) {
        int end = from;
        while (end < window.limit() && window.bytes()[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Goes to the next line's beginning. */
    private void skipLine() throws IOException {
        while (true) {
            at = endOfLine(at);
            if (at < window.limit()) {
                at++;
                line++;
                return;
            }
            if (!more(at)) {
                cutOff = true;
                return;
            }
        }
    }

    /** The next byte that is no blank; −1 at the end. A comma between records is let pass. */
    private int peek() throws IOException {
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

    /** Reads more; {@code at} follows where the window moves. False at the end. */
    private boolean more(int keep) throws IOException {
        int shift = window.more(keep);
        at -= Math.max(0, shift);
        return shift >= 0;
    }

    private Place place(long lineOfRecord, long offset) {
        found++;
        ordinal += cutOff ? 0 : 1;
        Unit counted = unit == null ? Unit.LINE : unit;
        return new Place(source, counted, counted == Unit.LINE ? lineOfRecord : found, ordinal, offset);
    }

    private Read unreadable(Place place, String reason, byte[] excerpt) {
        return new Read.Unreadable(place, reason, excerpt);
    }

    private String tooLarge() {
        return "the record is larger than " + limits.maxRecordBytes() + " bytes";
    }

    private byte[] excerpt(int from, int to) {
        return Arrays.copyOfRange(window.bytes(), from, Math.min(to, from + limits.excerptBytes()));
    }
}
