package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final ReadLimits SMALL = new ReadLimits(1 << 10, 16);

    @Test
    void shouldReadOneRecordALine() throws IOException {
        // Given
        String text = "{\"a\":1}\n\n{\"a\":2}\r\n  {\"a\":3}";

        // When
        List<String> read = read(text);

        // Then
        assertThat(read).containsExactly("line 1: {\"a\":1}", "line 3: {\"a\":2}", "line 4: {\"a\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[{\"a\":1},{\"a\":2}]}",
                "{\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[{\"a\":1},{\"a\":2}],\"kind\":\"EventList\",\"metadata\":{}}",
                "{\"kind\":\"admin#reports#activities\",\"etag\":\"x\",\"items\":[{\"a\":1},{\"a\":2}]}"
            })
    void shouldUnpackTheListsOfKubernetesAndGoogle(String text) throws IOException {
        assertThat(read(text)).containsExactly("record 1: {\"a\":1}", "record 2: {\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[{\"a\":1}],\"total\":1}",
                "{\"kind\":\"Event\",\"requestObject\":{\"items\":[{\"a\":1}]}}",
                "{\"kind\":\"x\",\"items\":3}"
            })
    void shouldNotTakeARecordForAListThatOnlyHoldsItems(String text) throws IOException {
        assertThat(read(text)).containsExactly("line 1: " + text);
    }

    @Test
    void shouldPassAByteOrderMarkAlsoInTheMiddleOfJoinedFiles() throws IOException {
        String text = "\uFEFF{\"a\":1}\n\uFEFF{\"a\":2}\n";

        assertThat(read(text)).containsExactly("line 1: {\"a\":1}", "line 2: {\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[{\"a\":1},{\"a\":{\"b\":[2]}}]}",
                "{\"records\" : [ {\"a\":1} , {\"a\":{\"b\":[2]}} ] }\n",
                "{\"version\":[1],\"Records\":[{\"a\":1},{\"a\":{\"b\":[2]}}],\"more\":{\"x\":\"]\"}}",
                "[{\"a\":1},{\"a\":{\"b\":[2]}}]",
                "\n[\n{\"a\":1},\n{\"a\":{\"b\":[2]}}\n]\n",
                "{\"a\":1}{\"a\":{\"b\":[2]}}",
                "{\"a\":1} , {\"a\":{\"b\":[2]}}"
            })
    void shouldCountRecordsWhereLinesDoNotTellThemApart(String text) throws IOException {
        assertThat(read(text)).containsExactly("record 1: {\"a\":1}", "record 2: {\"a\":{\"b\":[2]}}");
    }

    @Test
    void shouldReadPrettyPrintedRecords() throws IOException {
        String text = "{\n  \"a\": 1\n}\n{\n  \"a\": [\n  2 ]\n}\n";

        assertThat(read(text)).containsExactly("record 1: {\n  \"a\": 1\n}", "record 2: {\n  \"a\": [\n  2 ]\n}");
    }

    @Test
    void shouldReadAContainerOnEachLine() throws IOException {
        String text = "{\"Records\":[{\"a\":1}]}\n{\"Records\":[]}\n[{\"a\":2}]\n{\"Records\":[{\"a\":3}]}";

        assertThat(read(text)).containsExactly("record 1: {\"a\":1}", "record 2: {\"a\":2}", "record 3: {\"a\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"data\":\"DATA\",\"messageId\":\"1\",\"publishTime\":\"t\"},\"subscription\":\"s\"}",
                "{ \"ackId\":\"a\",\"message\":{\"attributes\":{\"data\":\"x\"},\"data\":\"DATA\",\"message_id\":\"1\"}}",
                "{\"data\":\"DATA\",\"messageId\":\"1\"}",
                "[{\"ackId\":\"a\",\"message\":{\"data\":\"DATA\",\"messageId\":\"1\"}}]"
            })
    void shouldTakeTheEventOutOfAMessageOfPubSub(String message) throws IOException {
        String data = Base64.getEncoder().encodeToString(" {\"a\":{\"b\":\"ü\"}}\n".getBytes(UTF_8));

        assertThat(read(message.replace("DATA", data)))
                .singleElement()
                .asString()
                .endsWith(" 1: {\"a\":{\"b\":\"ü\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "bm8gSlNPTg==", "eyJhIjox", "eyJhIjoxfXt9", "W10=", "eyJhIjpifQ=="})
    void shouldReportAMessageOfPubSubWhoseDataIsNoRecord(String data) throws IOException {
        String message = "{\"message\":{\"data\":\"" + data + "\",\"messageId\":\"1\"}}\n{\"a\":1}";

        assertThat(read(message))
                .hasSize(2)
                .satisfies(read -> assertThat(read.get(0)).contains("the Pub/Sub message's data is no JSON record"))
                .last()
                .isEqualTo("line 2: {\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"text\",\"messageId\":1}",
                "{\"message\":{\"data\":\"eyJhIjoxfQ==\"}}",
                "{\"data\":{\"x\":1},\"messageId\":1}",
                "{\"other\":1,\"data\":\"eyJhIjoxfQ==\",\"messageId\":1}"
            })
    void shouldLeaveWhatOnlyResemblesAMessageOfPubSub(String record) throws IOException {
        assertThat(read(record)).containsExactly("line 1: " + record);
    }

    @Test
    void shouldUnwrapTheEnvelopeOfEventBridge() throws IOException {
        String text = """
                {"version":"0","detail-type":"AWS API Call via CloudTrail","source":"aws.iam","resources":[],"detail":{"a":{"b":1}}}
                {"detail":{"a":2},"source":"aws.s3","detail-type":"AWS API Call via CloudTrail"}
                {"detail":{"a":3},"source":"not an envelope"}
                {"detail":"text","source":"aws.s3","detail-type":"x"}
                """;

        assertThat(read(text))
                .containsExactly(
                        "line 1: {\"a\":{\"b\":1}}",
                        "line 2: {\"a\":2}",
                        "line 3: {\"detail\":{\"a\":3},\"source\":\"not an envelope\"}",
                        "line 4: {\"detail\":\"text\",\"source\":\"aws.s3\",\"detail-type\":\"x\"}");
    }

    @Test
    void shouldReadEveryMemberOfAGzipAlsoFromAPipeThatIsNeverReady() throws IOException {
        // Given
        InputStream pipe =
                new FilterInputStream(new SequenceInputStream(
                        new ByteArrayInputStream(gzip("{\"a\":1}\n{\"a\"")), new ByteArrayInputStream(gzip(":2}\n")))) {
                    @Override
                    public int available() {
                        return 0;
                    }
                };

        // When
        List<String> read = read(pipe, ReadLimits.DEFAULT);

        // Then
        assertThat(read).containsExactly("line 1: {\"a\":1}", "line 2: {\"a\":2}");
    }

    @Test
    void shouldReadEverythingBeforeTheEndOfATruncatedGzip() throws IOException {
        // Given
        String text = lines(20_000);
        byte[] whole = gzip(text);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        // When
        List<String> read = read(new ByteArrayInputStream(half), ReadLimits.DEFAULT);

        // Then
        List<String> events = read.subList(0, read.size() - 1);
        assertThat(events).hasSizeGreaterThan(5_000).isEqualTo(read(text).subList(0, events.size()));
        assertThat(read.get(events.size()))
                .isEqualTo(
                        "line " + (events.size() + 1) + "! the compressed data ends too early: the file is truncated");
    }

    @Test
    void shouldReportADamagedGzipOnce() throws IOException {
        // Given: the second member has a block of a kind that does not exist
        byte[] good = gzip("{\"a\":1}\n{\"a\":");
        byte[] bad = gzip("2}\n");
        bad[10] = 7;

        // When
        List<String> read = read(
                new SequenceInputStream(new ByteArrayInputStream(good), new ByteArrayInputStream(bad)),
                ReadLimits.DEFAULT);

        // Then
        assertThat(read).containsExactly("line 1: {\"a\":1}", "line 2! the compressed data is damaged");
    }

    @Test
    void shouldReportEachLineThatIsNotJsonAndReadTheRest() throws IOException {
        String text = """
                {"a":1}
                plain text
                {"a":tru}
                {"a":2
                {"a":3}
                {"a":"4}
                {"a":5}]
                [2026-11-01 10:00] started
                {"a":6,}
                {"a":07}
                {"a":8}
                """;

        assertThat(read(text))
                .containsExactly(
                        "line 1: {\"a\":1}",
                        "line 2! not valid JSON: the line does not begin a record",
                        "line 3! not valid JSON: a value should stand at byte 6 of the record",
                        "line 4! not valid JSON: a comma or a closing bracket should stand at byte 8 of the record",
                        "line 5: {\"a\":3}",
                        "line 6! not valid JSON: the closing quote of a text is missing at byte 9 of the record",
                        "line 7: {\"a\":5}",
                        "line 7! not valid JSON: the line does not begin a record",
                        "line 8! not valid JSON: the bracket does not begin a list of records",
                        "line 9! not valid JSON: a quoted name should stand at byte 8 of the record",
                        "line 10! not valid JSON: a number should stand at byte 6 of the record",
                        "line 11: {\"a\":8}");
    }

    @Test
    void shouldGoOnAtTheNextPrettyPrintedRecordBehindABrokenOne() throws IOException {
        String text = "{\n \"a\": 1\n}\n{\n \"a\": 2,\n \"b\" 3\n}\n{\n \"a\": 4\n}\n";

        assertThat(read(text))
                .containsExactly(
                        "record 1: {\n \"a\": 1\n}",
                        "record 2! not valid JSON: a colon should stand at byte 17 of the record",
                        "record 3: {\n \"a\": 4\n}");
    }

    @Test
    void shouldGoOnInAListBehindABrokenRecord() throws IOException {
        String text =
                "{\"Records\":[{\"a\":1},{\"a\":oops,\"b\":[\"]}\"]},{\"a\":\"\\x\"},{\"a\":\"\t\"},{\"a\":2}]}\n{\"a\":3}";

        assertThat(read(text))
                .containsExactly(
                        "record 1: {\"a\":1}",
                        "record 2! not valid JSON: a value should stand at byte 6 of the record",
                        "record 3! not valid JSON: a wrong escape stands at byte 7 of the record",
                        "record 4! not valid JSON: a bare control character stands at byte 7 of the record",
                        "record 5: {\"a\":2}",
                        "record 6: {\"a\":3}");
    }

    @Test
    void shouldReportWhatALostListLeavesAndReadTheLinesBehind() throws IOException {
        String text = "{\"Records\":[{\"a\":1}, 7, {\"a\":2}]}\n{\"a\":3}\n";

        assertThat(read(text))
                .containsExactly(
                        "record 1: {\"a\":1}",
                        "record 2! not valid JSON: a record should begin here in the list",
                        "record 3: {\"a\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[{\"a\":1},{\"a\":",
                "{\"Records\":[{\"a\":1}",
                "{\"Records\":[{\"a\":1}]",
                "[{\"a\":1},"
            })
    void shouldReportAFileThatEndsTooEarlyOnce(String text) throws IOException {
        List<String> read = read(text);

        assertThat(read).hasSize(2).first().isEqualTo("record 1: {\"a\":1}");
        assertThat(read.get(1)).startsWith("record 2! the file ends ");
    }

    @Test
    void shouldReportBytesThatAreNotUtf8() throws IOException {
        byte[] latin = "{\"a\":\"Zürich\"}\n{\"a\":\"ok\"}\n".getBytes(ISO_8859_1);

        assertThat(read(new ByteArrayInputStream(latin), ReadLimits.DEFAULT))
                .containsExactly(
                        "line 1! not valid JSON: bytes that are not UTF-8 stand at byte 8 of the record",
                        "line 2: {\"a\":\"ok\"}");
        assertThat(read("{\"a\":\"Zürich, 東京, 🦅\"}")).containsExactly("line 1: {\"a\":\"Zürich, 東京, 🦅\"}");
    }

    @Test
    void shouldSayOnceWhatAFileWithoutRecordsIs() throws IOException {
        assertThat(read("")).containsExactly("line 1! the file is empty");
        assertThat(read(" \n\n")).containsExactly("line 1! the file is empty");
        assertThat(read("file\tlabel\na\tb\n")).containsExactly("line 1! no line begins like JSON");
        assertThat(read(new ByteArrayInputStream("\uFEFF{}".getBytes(UTF_16LE)), ReadLimits.DEFAULT))
                .containsExactly("line 1! the text is in UTF-16; only UTF-8 is read");
        assertThat(read("word ".repeat(100_000)))
                .containsExactly("line 1! no line in its first 256 kB begins like JSON; the rest is skipped");
        assertThat(read("{\"Records\":[]}")).isEmpty();
    }

    @Test
    void shouldSkipARecordAboveTheLimitAndReadTheRest() throws IOException {
        String large = "{\"a\":\"" + "x".repeat(600_000) + "\",\"b\":[1]}";

        assertThat(read(stream(large + "\n{\"a\":2}\n"), SMALL))
                .containsExactly("line 1! the record is larger than 1024 bytes", "line 2: {\"a\":2}");
        assertThat(read(stream("[" + large + ",{\"a\":2}]"), SMALL))
                .containsExactly("record 1! the record is larger than 1024 bytes", "record 2: {\"a\":2}");
        assertThat(read(stream(large.replace("]}", "\n{\"a\":2}")), SMALL))
                .containsExactly("line 1! the record is larger than 1024 bytes", "line 2: {\"a\":2}");
    }

    @Test
    void shouldKeepTheFirstBytesOfWhatItCannotRead() throws IOException {
        RecordReader reader = RecordReader.of("test", stream("{}\n{\"abc\": no, and much more behind it}\n"), SMALL);

        reader.next();
        Read.Unreadable unreadable = (Read.Unreadable) reader.next();

        assertThat(new String(unreadable.excerpt(), UTF_8)).isEqualTo("{\"abc\": no, and ");
        assertThat(unreadable.place().byteOffset()).isEqualTo(3);
    }

    @Test
    void shouldRefuseNestingThatIsTooDeep() throws IOException {
        String deep = "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}\n{\"a\":1}";

        assertThat(read(deep))
                .containsExactly(
                        "line 1! not valid JSON: nesting deeper than 256 levels stands at byte 261 of the record",
                        "line 2: {\"a\":1}");
    }

    @Test
    void shouldStreamOneEndlessLineInBoundedMemory() throws IOException {
        // Given: 512 MiB, far more than the reader's limit
        byte[] recordBytes = ("{\"a\":\"" + "x".repeat(1 << 20) + "\"},").getBytes(UTF_8);
        InputStream endless = new SequenceInputStream(Collections.enumeration(Stream.of(
                        Stream.of(stream("{\"Records\":[")),
                        IntStream.range(0, 512).mapToObj(i -> new ByteArrayInputStream(recordBytes)),
                        Stream.of(stream("{}]}")))
                .flatMap(part -> part)
                .toList()));
        RecordReader reader = RecordReader.of("test", endless, new ReadLimits(2 << 20, 0));

        // When
        int events = 0;
        int largestBuffer = 0;
        for (Read read = reader.next(); read != null; read = reader.next()) {
            Read.Event event = (Read.Event) read;
            events++;
            largestBuffer = Math.max(largestBuffer, event.buffer().length);
        }

        // Then
        assertThat(events).isEqualTo(513);
        assertThat(largestBuffer).isLessThanOrEqualTo(4 << 20);
        assertThat(reader.bytesConsumed()).isEqualTo(512L * recordBytes.length + 16);
    }

    @Test
    void shouldReadTheSameHoweverTheBytesArrive() throws IOException {
        // Given: every kind of token and of damage, at every place of the window's edge
        String text = """
                {"a":"é\\u00e9\\n\\"","b":[true,false,null,-1.5e+10,{}],"c":{}}
                garbage
                {"Records":[{"a":1},{"b":bad,"c":{}},{"detail":{"x":"ü"},"source":1,"detail-type":2}],"z":{"y":[]}}
                {"open":
                {"a":1}
                """;
        List<String> expected = read(text);

        // When, Then
        assertThat(expected).hasSize(7);
        for (int piece = 1; piece < 12; piece++) {
            assertThat(read(inPieces(text.getBytes(UTF_8), piece), ReadLimits.DEFAULT))
                    .as("pieces of %d bytes", piece)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldContinueBehindTheRecordsThatAreSkipped() throws IOException {
        String text = "{\"a\":1}\nbad\n{\"a\":2}\n{\"a\":3}\n";
        RecordReader reader = RecordReader.of("test", stream(text), ReadLimits.DEFAULT);

        reader.skip(2);

        assertThat(rest(reader)).containsExactly("line 3: {\"a\":2}", "line 4: {\"a\":3}");
    }

    private static String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"a\":").append(i * 2_654_435_761L % 1_000_003).append("}\n");
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static InputStream inPieces(byte[] bytes, int size) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(size, length));
            }
        };
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static List<String> read(String text) throws IOException {
        return read(stream(text), ReadLimits.DEFAULT);
    }

    private static List<String> read(InputStream in, ReadLimits limits) throws IOException {
        try (RecordReader reader = RecordReader.of("test", in, limits)) {
            return rest(reader);
        }
    }

    private static List<String> rest(RecordReader reader) throws IOException {
        List<String> all = new ArrayList<>();
        for (Read read = reader.next(); read != null; read = reader.next()) {
            all.add(read.place().describe() + switchOn(read));
        }
        return all;
    }

    private static String switchOn(Read read) {
        return read instanceof Read.Event event
                ? ": " + new String(event.buffer(), event.offset(), event.length(), UTF_8)
                : "! " + ((Read.Unreadable) read).reason();
    }
}
