package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of lines that are no JSON: VPC flow logs. */
class FlowLogLinesTest {

    private static final String LINE =
            "2 111122223333 eni-0a 10.0.0.7 203.0.113.9 51234 443 6 20 4249 1790841540 1790841600 ACCEPT OK";
    private static final String RECORD =
            "{\"version\":\"2\",\"account-id\":\"111122223333\",\"interface-id\":\"eni-0a\","
                    + "\"srcaddr\":\"10.0.0.7\",\"dstaddr\":\"203.0.113.9\",\"srcport\":\"51234\",\"dstport\":\"443\","
                    + "\"protocol\":\"6\",\"packets\":\"20\",\"bytes\":\"4249\",\"start\":\"1790841540\",\"end\":\"1790841600\","
                    + "\"action\":\"ACCEPT\",\"log-status\":\"OK\"}";

    @Test
    void shouldNameTheColumnsOfTheDefaultFormatByItself() throws IOException {
        assertThat(read(LINE + "\n\n" + LINE + "\r\n"))
                .containsExactly("line 1 (1): " + RECORD, "line 3 (2): " + RECORD);
    }

    @Test
    void shouldTakeTheColumnsFromTheFirstLineAndLeaveOutThoseWithoutData() throws IOException {
        String text = """
                srcaddr dstaddr tcp-flags pkt-src-aws-service end some-later-column
                10.0.0.7 203.0.113.9 2 - 1790841600 x
                - - - - 1790841601 -
                """;

        assertThat(read(text))
                .containsExactly(
                        "line 2 (1): {\"srcaddr\":\"10.0.0.7\",\"dstaddr\":\"203.0.113.9\",\"tcp-flags\":\"2\","
                                + "\"end\":\"1790841600\",\"some-later-column\":\"x\"}",
                        "line 3 (2): {\"end\":\"1790841601\"}");
    }

    @Test
    void shouldTakeOtherColumnsWhereFilesWereJoined() throws IOException {
        String text = "srcaddr dstaddr end\n10.0.0.7 10.0.0.8 1\nend dstaddr srcaddr\n2 10.0.0.9 10.0.0.7\n";

        assertThat(read(text))
                .containsExactly(
                        "line 2 (1): {\"srcaddr\":\"10.0.0.7\",\"dstaddr\":\"10.0.0.8\",\"end\":\"1\"}",
                        "line 4 (2): {\"end\":\"2\",\"dstaddr\":\"10.0.0.9\",\"srcaddr\":\"10.0.0.7\"}");
    }

    @Test
    void shouldReportALineThatDoesNotFitItsColumnsAndGoOn() throws IOException {
        String text =
                LINE + "\n2 111122223333\n" + LINE.replace("OK", "\"") + "\n" + "x".repeat(9_000) + "\n" + LINE + "\n";

        assertThat(read(text))
                .containsExactly(
                        "line 1 (1): " + RECORD,
                        "line 2 (2)! the line does not have the flow log's columns",
                        "line 3 (3)! the line does not have the flow log's columns",
                        "line 4 (4)! the line is longer than any of a flow log",
                        "line 5 (5): " + RECORD);
    }

    @Test
    void shouldNotCountALineThatMayNotBeWholeYet() throws IOException {
        assertThat(read(LINE + "\n" + LINE)).containsExactly("line 1 (1): " + RECORD, "line 2 (1): " + RECORD);
    }

    @Test
    void shouldFindNothingBehindColumnsAlone() throws IOException {
        assertThat(read("srcaddr dstaddr end\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start end action\n1 2 3\n",
                "srcaddr srcaddr dstaddr\n1 2 3\n",
                "the srcaddr and dstaddr, as text\n",
                "2 111122223333 eni-0a 10.0.0.7\n",
                "5 111122223333 eni-0a 10.0.0.7 203.0.113.9 51234 443 6 20 4249 1790841540 1790841600 ACCEPT OK\n"
            })
    void shouldTakeNoOtherTextForAFlowLog(String text) throws IOException {
        assertThat(read(text)).singleElement().asString().endsWith("! no line begins like JSON");
    }

    private static List<String> read(String text) throws IOException {
        List<String> all = new ArrayList<>();
        try (RecordReader reader =
                RecordReader.of("test", new ByteArrayInputStream(text.getBytes(UTF_8)), ReadLimits.DEFAULT)) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                String found = read instanceof Read.Event event
                        ? ": " + new String(event.buffer(), event.offset(), event.length(), UTF_8)
                        : "! " + ((Read.Unreadable) read).reason();
                all.add(read.place().describe() + " (" + read.place().ordinal() + ")" + found);
            }
        }
        return all;
    }
}
