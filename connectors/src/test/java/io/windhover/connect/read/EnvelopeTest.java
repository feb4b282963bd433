package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose events stand in them as text. */
class EnvelopeTest {

    private static final String CLUSTER =
            "{cloudwatch.log-group=/aws/eks/perch/cluster, cloudwatch.owner=111122223333}";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldTakeEachEventOutOfAMessageOfCloudWatch() throws IOException {
        // Given
        String text = message("{\"a\":{\"b\":\"ü\\n\"}}", " {\"a\":2}\n") + "\n{\"c\":1}";

        // When, Then
        assertThat(read(text))
                .containsExactly(
                        "1: {\"a\":{\"b\":\"ü\\n\"}} " + CLUSTER, "2: {\"a\":2} " + CLUSTER, "3: {\"c\":1} {}");
    }

    @Test
    void shouldReadMessagesThatStandTogetherOnALine() throws IOException {
        assertThat(read(message("{\"a\":1}") + message("{\"a\":2}"))).hasSize(2);
    }

    @Test
    void shouldFindTheEventsWhereverTheyStandInTheMessage() throws IOException {
        String text = """
                {"logEvents":[{"message":"{\\"a\\":1}","id":"1"}],"messageType":"DATA_MESSAGE","logGroup":"g","owner":"1"}""";

        assertThat(read(text)).containsExactly("1: {\"a\":1} {cloudwatch.log-group=g, cloudwatch.owner=1}");
    }

    @Test
    void shouldMakeARecordOfAFlowLogsLineInAMessage() throws IOException {
        String line = "2 111122223333 eni-0a 10.0.0.7 203.0.113.9 51234 443 6 20 4249 1790841540 1790841600 ACCEPT OK";

        assertThat(read(message(line)))
                .singleElement()
                .asString()
                .startsWith("1: {\"version\":\"2\",\"account-id\":\"111122223333\",\"interface-id\":\"eni-0a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I1001 08:00:00 some.go:1] text", "", "[1]", "{\"a\":", "{\"a\":1} {\"b\":2}", "3 1 2"})
    void shouldReportWhatIsNoRecordInAMessageAndGoOn(String message) throws IOException {
        assertThat(read(message(message, "{\"a\":1}")))
                .containsExactly(
                        "1! the log event's message is neither a JSON record nor a flow log's line in its default format"
                                + " <" + message + ">",
                        "2: {\"a\":1} " + CLUSTER);
    }

    @Test
    void shouldPassOverTheMessageThatOnlyTriesTheWay() throws IOException {
        ObjectNode control = (ObjectNode) json.readTree(message("CWL CONTROL MESSAGE: Checking health of destination"));
        String text = control.put("messageType", "CONTROL_MESSAGE") + "\n{\"a\":1}";

        assertThat(read(text)).containsExactly("1: {\"a\":1} {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"logEvents\":[{\"message\":\"{}\"}]}",
                "{\"logEvents\":7,\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\"}",
                "{\"logEvents\":[],\"messageType\":\"OTHER\",\"owner\":\"1\",\"logGroup\":\"g\"}",
                "{\"category\":\"kube-audit\",\"properties\":{\"log\":{}}}",
                "{\"category\":\"kube-apiserver\",\"properties\":{\"log\":\"text\"}}",
                "{\"category\":\"kube-audit\",\"properties\":\"text\"}"
            })
    void shouldLeaveWhatOnlyResemblesAnEnvelope(String record) throws IOException {
        assertThat(read(record)).containsExactly("1: " + record + " {}");
    }

    @Test
    void shouldTakeAClustersEventOutOfARecordOfAzure() throws IOException {
        // Given
        String text = "{\"records\":[" + diagnostic("kube-audit", "{\"a\":1}\n") + ","
                + diagnostic("kube-audit-admin", "{\"a\":2}") + "," + diagnostic("kube-audit", "no JSON") + "]}";

        // When, Then
        assertThat(read(text))
                .containsExactly(
                        "1: {\"a\":1} {azure.resource-id=/SUBSCRIPTIONS/1/PERCH}",
                        "2: {\"a\":2} {azure.resource-id=/SUBSCRIPTIONS/1/PERCH}",
                        "3! the audit record's log is no JSON record <no JSON>");
    }

    @Test
    void shouldUnwrapAListOfAuditEvents() throws IOException {
        String text = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},"
                + "\"items\":[{\"verb\":\"get\"},{\"verb\":\"list\"}]}";

        assertThat(read(text)).containsExactly("1: {\"verb\":\"get\"} {}", "2: {\"verb\":\"list\"} {}");
    }

    @Test
    void shouldContinueInsideAMessage() throws IOException {
        // Given
        byte[] text = message("{\"a\":1}", "{\"a\":2}", "{\"a\":3}").getBytes(UTF_8);
        RecordReader reader = RecordReader.of("test", new ByteArrayInputStream(text), ReadLimits.DEFAULT);

        // When
        reader.skip(2);

        // Then
        assertThat(rest(reader)).containsExactly("3: {\"a\":3} " + CLUSTER);
    }

    private String message(String... events) throws IOException {
        ObjectNode message = json.createObjectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("owner", "111122223333")
                .put("logGroup", "/aws/eks/perch/cluster")
                .put("logStream", "kube-apiserver-audit-1");
        message.putArray("subscriptionFilters").add("all");
        var logEvents = message.putArray("logEvents");
        for (String event : events) {
            logEvents
                    .addObject()
                    .put("id", "1")
                    .put("timestamp", 1790841600000L)
                    .put("message", event);
        }
        return json.writeValueAsString(message);
    }

    private String diagnostic(String category, String log) throws IOException {
        ObjectNode record = json.createObjectNode()
                .put("category", category)
                .put("operationName", "Microsoft.ContainerService/managedClusters/diagnosticLogs/Read")
                .put("resourceId", "/SUBSCRIPTIONS/1/PERCH");
        record.putObject("properties").put("stream", "stdout").put("log", log);
        return json.writeValueAsString(record);
    }

    private static List<String> read(String text) throws IOException {
        return rest(RecordReader.of("test", new ByteArrayInputStream(text.getBytes(UTF_8)), ReadLimits.DEFAULT));
    }

    private static List<String> rest(RecordReader reader) throws IOException {
        List<String> all = new ArrayList<>();
        try (reader) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                String found = read instanceof Read.Event event
                        ? ": " + new String(event.buffer(), event.offset(), event.length(), UTF_8) + " "
                                + new TreeMap<>(event.context())
                        : "! " + ((Read.Unreadable) read).reason() + " <"
                                + new String(((Read.Unreadable) read).excerpt(), UTF_8) + ">";
                all.add(read.place().ordinal() + found);
            }
        }
        return all;
    }
}
