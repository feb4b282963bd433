package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Captured CloudTrail, where it lies beside the project: nothing that a record says may be lost. */
class CapturedCloudTrailTest {

    private static final Instant INGEST = Instant.parse("2026-11-01T00:00:00Z");

    /** What a record says, and where the common shape must then say it. */
    private static final Map<String, Field> FIELDS = new TreeMap<>(Map.of(
            "principal",
            new Field(CapturedCloudTrailTest::namesSomebody, event -> event.getActor()
                    .getPrincipal()),
            "operation",
            new Field(record -> hasText(record, "/eventName"), event -> event.getApi()
                    .getOperation()),
            "service",
            new Field(record -> hasText(record, "/eventSource"), event -> event.getApi()
                    .getService()),
            "time",
            new Field(record -> true, event -> event.getTime().toString()),
            "result",
            new Field(record -> hasText(record, "/eventName"), event -> event.getStatusId() == 0 ? null : "known"),
            "error",
            new Field(record -> hasText(record, "/errorCode"), event -> event.getApi()
                    .getError()),
            "address",
            new Field(
                    record -> hasText(record, "/sourceIPAddress"),
                    event -> event.getSource().getIp() == null
                            ? event.getSource().getHostname()
                            : event.getSource().getIp()),
            "key",
            new Field(record -> hasText(record, "/userIdentity/accessKeyId"), event -> event.getActor()
                    .getCredentialUid()),
            "account",
            new Field(record -> hasText(record, "/recipientAccountId"), event -> event.getCloud()
                    .getAccountUid()),
            "session",
            new Field(
                    record -> record.at("/userIdentity/type").asText().equals("AssumedRole")
                            && hasText(record, "/userIdentity/arn"),
                    event -> event.getActor().getSessionUid())));

    private final ObjectMapper json = new ObjectMapper();
    private final LogSourceRecogniser recogniser = LogSourceRecogniser.standard();

    private record Field(Function<JsonNode, Boolean> said, Function<CloudEvent, String> kept) {}

    @Test
    void shouldLoseNothingThatCapturedRecordsSay() throws IOException {
        // Given
        Optional<Path> data = sharedData();
        assumeThat(data).as("captured logs beside the project").isPresent();
        List<JsonNode> records = cloudTrailRecords(data.orElseThrow());
        assertThat(records).hasSizeGreaterThan(1_000);

        // When
        Map<String, int[]> counts = new TreeMap<>();
        List<String> lost = new ArrayList<>();
        int withoutTime = 0;
        for (JsonNode record : records) {
            byte[] bytes = json.writeValueAsBytes(record);
            Optional<Normaliser> normaliser = recogniser.recognise(bytes, 0, bytes.length);
            assertThat(normaliser).as("recognised: %s", record).isPresent();
            Normalisation result = normaliser.get().normalise(RawEvent.of(bytes, INGEST));
            Optional<String> refusal = normaliser.get().refusal(bytes, 0, bytes.length);
            if (result instanceof Normalisation.Refused refused) {
                assertThat(EventTime.parse(record.path("eventTime").asText()))
                        .as(refused.reason())
                        .isNull();
                assertThat(refusal).contains(refused.reason());
                withoutTime++;
                continue;
            }
            assertThat(refusal).isEmpty();
            CloudEvent event = ((Normalisation.Normalised) result).event();
            FIELDS.forEach((name, field) -> {
                boolean said = field.said().apply(record);
                boolean kept = field.kept().apply(event) != null;
                int[] count = counts.computeIfAbsent(name, ignored -> new int[3]);
                count[0]++;
                count[1] += said ? 1 : 0;
                count[2] += kept ? 1 : 0;
                if (said && !kept) {
                    lost.add(name + ": " + record);
                }
            });
        }

        // Then
        System.out.printf("captured CloudTrail: %d records, %d without a time%n", records.size(), withoutTime);
        counts.forEach((name, count) -> System.out.printf(
                "%10s: kept in %5.1f %% of the records, said in %5.1f %%%n",
                name, 100.0 * count[2] / count[0], 100.0 * count[1] / count[0]));
        assertThat(lost).isEmpty();
    }

    private static boolean namesSomebody(JsonNode record) {
        return hasText(record, "/userIdentity/arn")
                || hasText(record, "/userIdentity/invokedBy")
                || hasText(record, "/userIdentity/userName")
                || hasText(record, "/userIdentity/principalId");
    }

    private static boolean hasText(JsonNode record, String pointer) {
        JsonNode value = record.at(pointer);
        return value.isTextual() && !value.asText().isBlank();
    }

    private List<JsonNode> cloudTrailRecords(Path data) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> stratus = Files.list(data.resolve("stratus"))) {
            for (Path file : stratus.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                records.addAll(read(file));
            }
        }
        records.addAll(read(data.resolve("opensearch-catalog-cloudtrail/samples-large.ndjson")));
        records.addAll(read(data.resolve("otrf/ec2_proxy_s3_exfiltration.ndjson")));
        read(data.resolve("panther/AWS.CloudTrail.ndjson")).forEach(line -> records.add(line.get("event")));
        for (JsonNode line : read(data.resolve("streamalert/tests.ndjson"))) {
            if (line.path("log").asText().startsWith("cloudtrail:")) {
                JsonNode list = line.at("/event/Records");
                JsonNode detail = line.at("/event/detail");
                StreamSupport.stream(list.spliterator(), false).forEach(records::add);
                if (detail.isObject()) {
                    records.add(detail);
                }
            }
        }
        records.removeIf(record -> !record.has("eventName") && !record.has("eventSource"));
        return records;
    }

    private List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(file, ReadLimits.DEFAULT)) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                assertThat(read).isInstanceOf(Read.Event.class);
                Read.Event event = (Read.Event) read;
                records.add(json.readTree(event.buffer(), event.offset(), event.length()));
            }
        }
        return records;
    }

    private static Optional<Path> sharedData() {
        return Stream.iterate(Path.of(System.getProperty("user.dir")), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
