package io.windhover.connect.read;

import io.windhover.connect.read.Place.Unit;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
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
 * envelopes, Pub/Sub's and CloudWatch's messages and Azure's records around a cluster's audit events. Records are streamed
 * also where the whole input is one line. Lines of a flow log become records of their columns.
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
        IN_ENVELOPE,
        IN_FLOW_LOG,
        AT_END
    }

    private final String source;
    private final Cursor cursor;
    private final ReadLimits limits;
    private final JsonScanner record = new JsonScanner();
    private final JsonScanner container = new JsonScanner();
    private final Envelopes envelopes = new Envelopes();
    private final FlowLogLines flowLog = new FlowLogLines();
    private final BoundaryMark boundary;

    private Standing standing = Standing.AT_START;
    private @Nullable Unit unit;
    private Standing behindEnvelope = Standing.BETWEEN_RECORDS;
    private long envelopeLine;
    private long envelopeOffset;
    private boolean wrapped;
    private boolean listBroke;
    private boolean damageReported;
    private long found;
    private long ordinal;
    private boolean cutOff;

    private RecordReader(String source, InputStream in, int expected, ReadLimits limits, Boundary from) {
        this.source = source;
        this.cursor = new Cursor(in, limits.maxRecordBytes(), expected);
        this.limits = limits;
        unit = from.unit();
        listBroke = from.listBroke();
        found = from.found();
        ordinal = from.counted();
        boundary = new BoundaryMark(from);
    }

    /** Opens a file; its path is the source's name. */
    public static RecordReader open(Path file, ReadLimits limits) throws IOException {
        return of(file.toString(), Files.newInputStream(file), limits);
    }

    /** Reads a stream, and closes it when this is closed. */
    public static RecordReader of(String source, InputStream in, ReadLimits limits) {
        return new RecordReader(source, in, ByteWindow.INITIAL_SIZE, limits, Boundary.START);
    }

    /** Reads bytes in memory; a small message costs no more room than it has. */
    public static RecordReader of(String source, byte[] content, ReadLimits limits) {
        // One byte more, so that the end is found without growing.
        return new RecordReader(source, new ByteArrayInputStream(content), content.length + 1, limits, Boundary.START);
    }

    /**
     * Reads a stream that has grown from where another reader of it stood.
     *
     * @param in from its beginning; what stands before the boundary is skipped
     * @param from what {@link #boundary} returned
     * @throws EOFException where the stream ends before the boundary
     */
    public static RecordReader resume(String source, InputStream in, ReadLimits limits, Boundary from)
            throws IOException {
        RecordReader reader = new RecordReader(source, in, ByteWindow.INITIAL_SIZE, limits, from);
        if (from.offset() > 0) {
            reader.cursor.begin(from.offset(), from.line());
            reader.standing = Standing.BETWEEN_RECORDS;
        }
        return reader;
    }

    /**
     * The next record; null at the input's end.
     *
     * @throws IOException where the input itself fails; damage in what it holds is {@link Read.Unreadable}
     */
    public @Nullable Read next() throws IOException {
        while (standing != Standing.AT_END) {
            markBoundary();
            Read read =
                    switch (standing) {
                        case AT_START -> start();
                        case BETWEEN_RECORDS -> betweenRecords();
                        case IN_LIST -> inList();
                        case BEHIND_LIST -> behindList();
                        case IN_ENVELOPE -> inEnvelope();
                        case IN_FLOW_LOG -> inFlowLog();
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
    public Place here() {
        Unit counted = unit == null ? Unit.LINE : unit;
        return new Place(
                source,
                counted,
                counted == Unit.LINE ? cursor.line() : found + 1,
                ordinal,
                cursor.offsetOf(cursor.limit()));
    }

    /** The last place so far at which another reader may go on; it lies before what was cut off by the input's end. */
    public Boundary boundary() {
        markBoundary();
        return boundary.boundary();
    }

    private void markBoundary() {
        if (standing == Standing.BETWEEN_RECORDS && !cutOff) {
            boundary.move(cursor.offset(), cursor.line(), found, ordinal, unit, listBroke);
        }
    }

    /** Where in the decompressed input it stands: behind what it found last, where that was a record. */
    public long offset() {
        return cursor.offset();
    }

    /** Whether the input ended inside what was found last: when it has grown, that may be a record. */
    public boolean isCutOff() {
        return cutOff;
    }

    /** Bytes taken from the input so far, compressed where it is compressed: for a progress bar. */
    public long bytesConsumed() {
        return cursor.consumed();
    }

    @Override
    public void close() throws IOException {
        standing = Standing.AT_END;
        cursor.close();
    }

    private @Nullable Read start() throws IOException {
        standing = Standing.BETWEEN_RECORDS;
        if (cursor.follows(0xFE, 0xFF) || cursor.follows(0xFF, 0xFE)) {
            return giveUp("the text is in UTF-16; only UTF-8 is read");
        }
        cursor.passByteOrderMark();
        int firstLineEnd = cursor.lineEnd(FlowLogLines.LONGEST);
        if (firstLineEnd > 0 && flowLog.opens(cursor.bytes(), cursor.at(), firstLineEnd)) {
            standing = Standing.IN_FLOW_LOG;
            unit = Unit.LINE;
            return null;
        }
        while (!Sniffer.beginsLikeJson(cursor.bytes(), cursor.at(), cursor.limit())) {
            if (cursor.limit() >= SEARCHED_BYTES) {
                return giveUp("no line in its first 256 kB begins like JSON; the rest is skipped");
            }
            if (!cursor.more(0)) {
                String damage = cursor.damage();
                boolean blank = Sniffer.isBlank(cursor.bytes(), cursor.at(), cursor.limit());
                cutOff = blank || damage != null || cursor.endOfLine(cursor.at()) == cursor.limit();
                return giveUp(damage != null ? damage : blank ? "the file is empty" : "no line begins like JSON");
            }
        }
        return null;
    }

    private Read giveUp(String reason) {
        standing = Standing.AT_END;
        return unreadable(place(1, cursor.offset()), reason, excerpt(cursor.at(), cursor.limit()));
    }

    private @Nullable Read betweenRecords() throws IOException {
        switch (cursor.peek()) {
            case -1 -> {
                standing = Standing.AT_END;
                return cursor.damage() == null || damageReported ? null : endsEarly("");
            }
            case '{' -> {
                return object(false);
            }
            case '[' -> {
                return openList();
            }
            case ']', '}' -> {
                if (listBroke) {
                    cursor.moveTo(cursor.at() + 1);
                    return null;
                }
                return brokenLine("not valid JSON: the line does not begin a record");
            }
            default -> {
                return cursor.passByteOrderMark()
                        ? null
                        : brokenLine("not valid JSON: the line does not begin a record");
            }
        }
    }

    /** A line may begin with a bracket and be no list: the time in a text log, for example. */
    private @Nullable Read openList() throws IOException {
        byte first = cursor.peekBehind();
        if (first != '{' && first != ']') {
            return brokenLine("not valid JSON: the bracket does not begin a list of records");
        }
        cursor.moveTo(cursor.at() + 1);
        unit = unit == null ? Unit.RECORD : unit;
        wrapped = false;
        standing = Standing.IN_LIST;
        return null;
    }

    private @Nullable Read inList() throws IOException {
        switch (cursor.peek()) {
            case '{' -> {
                return object(true);
            }
            case ']' -> {
                cursor.moveTo(cursor.at() + 1);
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
        long offset = cursor.offset();
        while (true) {
            long start = cursor.indexOf(offset);
            JsonScanner.Status status = container.scan(cursor.bytes(), start, cursor.at(), cursor.limit());
            cursor.moveTo(container.at());
            switch (status) {
                case DONE -> {
                    cursor.addLines(container.newlines());
                    return null;
                }
                case LIST -> {
                    cursor.addLines(container.newlines());
                    standing = Standing.IN_LIST;
                    return null;
                }
                case MORE -> {
                    if (!cursor.more(cursor.at())) {
                        standing = Standing.AT_END;
                        return endsEarly("the file ends before the object around its list of records does");
                    }
                }
                case BROKEN -> {
                    cursor.addLines(container.newlines());
                    listBroke = true;
                    return brokenLine("not valid JSON behind the list of records");
                }
            }
        }
    }

    private @Nullable Read object(boolean inList) throws IOException {
        JsonScanner scanner = inList ? record : container;
        scanner.begin(inList);
        long offset = cursor.offset();
        byte[] excerptOfLarge = null;
        int position = cursor.at();
        while (true) {
            long start = cursor.indexOf(offset);
            JsonScanner.Status status = scanner.scan(cursor.bytes(), start, position, cursor.limit());
            position = scanner.at();
            if (excerptOfLarge == null && cursor.offsetOf(position) - offset > limits.maxRecordBytes()) {
                excerptOfLarge = excerpt(cursor.at(), position);
            }
            if (excerptOfLarge != null) {
                cursor.moveTo(position);
            }
            switch (status) {
                case DONE -> {
                    return complete(scanner, offset, position, excerptOfLarge);
                }
                case LIST -> {
                    cursor.moveTo(position);
                    cursor.addLines(scanner.newlines());
                    unit = unit == null ? Unit.RECORD : unit;
                    wrapped = true;
                    standing = Standing.IN_LIST;
                    return null;
                }
                case BROKEN -> {
                    return broken(scanner, offset, position, excerptOfLarge, String.valueOf(scanner.error()));
                }
                case MORE -> {
                    int distance = position - cursor.at();
                    if (!cursor.more(cursor.at())) {
                        listBroke |= inList;
                        standing = Standing.BETWEEN_RECORDS;
                        cutOff = true;
                        String reason = endReason("the file ends in the middle of the record");
                        return broken(scanner, offset, cursor.limit(), excerptOfLarge, reason);
                    }
                    position = cursor.at() + distance;
                }
            }
        }
    }

    private @Nullable Read complete(JsonScanner scanner, long offset, int end, byte @Nullable [] excerptOfLarge)
            throws IOException {
        int start = cursor.at();
        cursor.moveTo(end);
        if (unit == null) {
            // A file is one of lines where its first record fills its line.
            unit = scanner.newlines() == 0 && cursor.lineEnds(start) ? Unit.LINE : Unit.RECORD;
            // Looking ahead may have moved the bytes.
            start -= end - cursor.at();
        }
        long line = cursor.line();
        cursor.addLines(scanner.newlines());
        if (excerptOfLarge != null) {
            return unreadable(place(line, offset), tooLarge(), excerptOfLarge);
        }
        String error = scanner.error();
        if (error != null) {
            return unreadable(place(line, offset), error, excerpt(start, cursor.at()));
        }
        EnvelopeKeys envelope = scanner.envelope();
        if (envelopes.open(envelope, cursor.bytes(), start, cursor.at() - start)) {
            envelopeLine = line;
            envelopeOffset = offset;
            behindEnvelope = standing;
            standing = Standing.IN_ENVELOPE;
            return null;
        }
        Place place = place(line, offset);
        return envelope.wrapsDetail()
                ? new Read.Event(
                        place,
                        cursor.bytes(),
                        start + envelope.detailStart(),
                        envelope.detailEnd() - envelope.detailStart())
                : new Read.Event(place, cursor.bytes(), start, cursor.at() - start);
    }

    private @Nullable Read inEnvelope() {
        Envelope.Content content = envelopes.next();
        if (content == null) {
            standing = behindEnvelope;
            return null;
        }
        Place place = place(envelopeLine, envelopeOffset);
        byte[] bytes = content.bytes();
        return content.problem() == null
                ? new Read.Event(place, bytes, 0, bytes.length, content.context())
                : unreadable(
                        place, content.problem(), Arrays.copyOf(bytes, Math.min(bytes.length, limits.excerptBytes())));
    }

    private @Nullable Read inFlowLog() throws IOException {
        long offset = cursor.offset();
        long line = cursor.line();
        int end = cursor.lineEnd(FlowLogLines.LONGEST);
        int start = cursor.at();
        if (end < 0) {
            return brokenLine("the line is longer than any of a flow log");
        }
        if (start == end && end == cursor.limit()) {
            standing = Standing.AT_END;
            return cursor.damage() == null || damageReported ? null : endsEarly("");
        }
        // Without its line end, a line may lack the end of its last column too.
        cutOff = end == cursor.limit();
        cursor.moveTo(cutOff ? end : end + 1);
        cursor.addLines(cutOff ? 0 : 1);
        byte[] bytes = cursor.bytes();
        if (Sniffer.isBlank(bytes, start, end) || flowLog.namesColumns(bytes, start, end)) {
            return null;
        }
        Place place = place(line, offset);
        byte[] event = flowLog.record(bytes, start, end);
        return event == null
                ? unreadable(place, "the line does not have the flow log's columns", excerpt(start, end))
                : new Read.Event(place, event, 0, event.length);
    }

    /** Reports the record that the cursor stands at, broken at {@code position}, and goes to where the next may begin. */
    private Read broken(JsonScanner scanner, long offset, int position, byte @Nullable [] excerptOfLarge, String reason)
            throws IOException {
        long lineOfRecord = cursor.line();
        if (excerptOfLarge != null) {
            cursor.addLines(scanner.newlines());
            // Its lines are gone; what broke it may be the next record, where its own end is missing.
            if (scanner.newlines() == 0 || !cursor.isAtLineStart() || !cursor.isAtBracketOrEnd()) {
                skipLine();
            }
            return unreadable(place(lineOfRecord, offset), tooLarge(), excerptOfLarge);
        }
        byte[] excerpt = excerpt(cursor.at(), Math.max(position, cursor.endOfLine(cursor.at())));
        boolean spansLines = scanner.newlines() > 0 || unit == Unit.RECORD;
        skipLine();
        while (spansLines && !cursor.isAtBracketOrEnd()) {
            skipLine();
        }
        return unreadable(place(lineOfRecord, offset), reason, excerpt);
    }

    private Read endsEarly(String reason) {
        cutOff = true;
        return unreadable(place(cursor.line(), cursor.offset()), endReason(reason), new byte[0]);
    }

    /** Damage to the compression explains every early end, and is told once. */
    private String endReason(String otherwise) {
        String damage = cursor.damage();
        if (damage == null || damageReported) {
            return otherwise;
        }
        damageReported = true;
        return damage;
    }

    private Read brokenLine(String reason) throws IOException {
        long lineOfRecord = cursor.line();
        long offset = cursor.offset();
        byte[] excerpt = excerpt(cursor.at(), cursor.endOfLine(cursor.at()));
        skipLine();
        return unreadable(place(lineOfRecord, offset), reason, excerpt);
    }

    private void skipLine() throws IOException {
        cutOff |= !cursor.skipLine();
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
        return cursor.copy(from, Math.min(to, from + limits.excerptBytes()));
    }
}
