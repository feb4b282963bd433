package io.windhover.connect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.connect.file.Read;
import io.windhover.connect.file.ReadLimits;
import io.windhover.connect.file.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A log that lies captured beside the project.
 *
 * @param atLeast how many records of it there are, or more
 * @param times JSON pointers to where a record may have its time
 * @param said by what the common shape must keep: whether a record says it
 */
record CapturedLog(
        String name,
        String product,
        Source source,
        int atLeast,
        List<String> times,
        Map<String, Predicate<JsonNode>> said) {

    /** Reads the records of a log from the folder of captured logs. */
    interface Source {
        Stream<JsonNode> read(Path data) throws IOException;
    }

    static List<CapturedLog> all() {
        return List.of(cloudTrail());
    }

    private static CapturedLog cloudTrail() {
        return new CapturedLog(
                "CloudTrail",
                "aws",
                data -> Stream.of(
                                folder(data.resolve("stratus")),
                                lines(data.resolve("opensearch-catalog-cloudtrail/samples-large.ndjson")),
                                lines(data.resolve("otrf/ec2_proxy_s3_exfiltration.ndjson")),
                                lines(data.resolve("panther/AWS.CloudTrail.ndjson"))
                                        .map(line -> line.get("event")),
                                lines(data.resolve("streamalert/tests.ndjson"))
                                        .filter(line ->
                                                line.path("log").asText().startsWith("cloudtrail:"))
                                        .flatMap(line -> Stream.concat(
                                                elements(line.at("/event/Records")),
                                                Stream.of(line.at("/event/detail"))
                                                        .filter(JsonNode::isObject))))
                        .flatMap(Function.identity())
                        .filter(record -> record.has("eventName") || record.has("eventSource")),
                1_000,
                List.of("/eventTime", "/@timestamp"),
                Map.of(
                        "principal",
                        any(
                                "/userIdentity/arn",
                                "/userIdentity/invokedBy",
                                "/userIdentity/userName",
                                "/userIdentity/principalId"),
                        "operation",
                        any("/eventName"),
                        "service",
                        any("/eventSource"),
                        "result",
                        any("/eventName"),
                        "error",
                        any("/errorCode"),
                        "address",
                        any("/sourceIPAddress"),
                        "key",
                        any("/userIdentity/accessKeyId"),
                        "account",
                        any("/recipientAccountId"),
                        "session",
                        any("/userIdentity/arn")
                                .and(record ->
                                        record.at("/userIdentity/type").asText().equals("AssumedRole"))));
    }

    List<JsonNode> records(Path data) throws IOException {
        return source.read(data).toList();
    }

    /** Whether the record has a time that can be read. */
    boolean saysTime(JsonNode record) {
        return times.stream().anyMatch(pointer -> record.at(pointer).asText().matches("\\d{4}-\\d\\d-\\d\\d[T ].*"));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whether there is text at any of these JSON pointers. */
    private static Predicate<JsonNode> any(String... pointers) {
        return record -> Stream.of(pointers)
                .map(record::at)
                .anyMatch(value -> value.isValueNode() && !value.asText().isBlank() && !value.isNull());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements.stream();
    }

    private static Stream<JsonNode> folder(Path folder) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                lines(file).forEach(records::add);
            }
        }
        return records.stream();
    }

    /** What a reader finds in a file. */
    private static Stream<JsonNode> lines(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(file, ReadLimits.DEFAULT)) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                assertThat(read).isInstanceOf(Read.Event.class);
                Read.Event event = (Read.Event) read;
                records.add(json.readTree(event.buffer(), event.offset(), event.length()));
            }
        }
        return records.stream();
    }
}
