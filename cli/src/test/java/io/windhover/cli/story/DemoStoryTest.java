package io.windhover.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.network.NetworkSourceException;
import io.windhover.detector.network.NetworkSources;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceEndpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoStoryTest {
    private static final Path FOLDER = Path.of(System.getProperty("user.dir"), "src/main/resources/demo");
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void writeWhereAskedFor() throws IOException {
        if (Boolean.getBoolean("windhover.demo.write")) {
            DemoStory.write(FOLDER, DemoStory.files());
        }
    }

    /** Texts are compared, since another platform's zlib may compress the same text to other bytes. */
    @Test
    void shouldStandInTheResourcesAsItIsGenerated() throws IOException {
        SortedMap<String, String> generated = DemoStory.files();

        assertThat(stored()).containsExactlyEntriesOf(generated);
        assertThat(FOLDER.resolve(DemoStory.INDEX)).hasContent(DemoStory.index(generated));
    }

    @Test
    void shouldWriteNoTimeIntoTheHeaders() {
        byte[] header = TrailDelivery.gzip("{}");

        assertThat(header).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
    }

    @Test
    void shouldBeSmallEnoughToShip() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }

        assertThat(bytes).isLessThan(800_000);
    }

    @Test
    void shouldLookLikeATrail() throws IOException {
        // When
        List<JsonNode> records = records();

        // Then
        assertThat(records).hasSizeBetween(3_000, 6_000);
        assertThat(distinct(records, "awsRegion")).hasSizeGreaterThan(3);
        assertThat(distinct(records, "recipientAccountId")).hasSizeGreaterThan(1);
        assertThat(distinct(records, "eventType")).contains("AwsApiCall", "AwsServiceEvent", "AwsConsoleSignIn");
        assertThat(distinct(records, "eventCategory")).containsExactlyInAnyOrder("Management", "Data");
        assertThat(distinct(records, "userAgent")).hasSizeGreaterThan(20);
        assertThat(records).anyMatch(event -> event.path("requestParameters").isNull());
        assertThat(distinct(records, "eventID"))
                .as("some are delivered twice")
                .hasSizeBetween(records.size() - 40, records.size() - 5);
    }

    @Test
    void shouldBeOutOfOrderWithinFilesAndBetweenThem() throws IOException {
        // Given
        List<List<String>> times = new ArrayList<>();
        for (Map.Entry<String, String> file : stored().entrySet()) {
            if (file.getKey().contains("111122223333_CloudTrail_eu-central-1_")) {
                times.add(times(file.getValue()));
            }
        }
        assertThat(times).hasSizeGreaterThan(60);

        // Then
        assertThat(times).filteredOn(file -> file.size() > 5).allSatisfy(file -> assertThat(file)
                .isNotEqualTo(file.stream().sorted().toList()));
        for (int next = 1; next < times.size(); next++) {
            assertThat(Collections.min(times.get(next))).isLessThan(Collections.max(times.get(next - 1)));
        }
    }

    private static List<String> times(String file) throws IOException {
        List<String> times = new ArrayList<>();
        JSON.readTree(file)
                .path("Records")
                .forEach(event -> times.add(event.path("eventTime").textValue()));
        return times;
    }

    @Test
    void shouldMakeTheRulesTellTheIntrusionAndLittleElse() throws IOException, MalformedJsonException {
        // Given
        ClasspathRules rules = ClasspathRules.compile();

        // When
        Map<String, Set<String>> sources = new TreeMap<>();
        Map<String, Integer> refusals = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode event : records()) {
            if (!seen.add(event.path("eventID").textValue())) {
                continue;
            }
            String source = event.path("sourceIPAddress").textValue();
            for (String rule : rules.matching(event.toString())) {
                if (rule.equals("api-denied-reconnaissance")) {
                    refusals.merge(source, 1, Integer::sum);
                } else {
                    sources.computeIfAbsent(rule, key -> new TreeSet<>()).add(source);
                }
            }
        }

        // Then
        Map<String, Set<String>> expected = new LinkedHashMap<>();
        for (String rule : List.of(
                "api-attack-tool-user-agent",
                "iam-user-created",
                "iam-access-key-created-for-other-user",
                "iam-admin-policy-attached",
                "iam-login-profile-created",
                "secretsmanager-batch-read",
                "ec2-security-group-opened-to-world",
                "s3-block-public-access-removed",
                "s3-bucket-policy-public",
                "ec2-snapshot-shared-with-account",
                "cloudtrail-event-selectors-narrowed",
                "cloudtrail-logging-stopped",
                "guardduty-disabled",
                "ec2-gpu-instance-launched",
                "iam-role-trusts-outside-account")) {
            expected.put(rule, Set.of(Cast.INTRUDER));
        }
        expected.put("signin-console-without-mfa", Set.of(Cast.INTRUDER_BROWSER));
        expected.put("iam-key-quarantine-changed", Set.of("AWS Internal"));
        expected.put("ec2-instance-connect-key-pushed", Set.of(Cast.HOME_OFFICE));
        expected.put("lambda-layer-changed", Set.of(Cast.HOME_OFFICE));
        assertThat(sources).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(refusals.get(Cast.INTRUDER)).as("past the rule's threshold").isGreaterThan(12);
        assertThat(refusals).containsOnlyKeys(Cast.INTRUDER, Cast.LEGACY_REPORTING.address());
    }

    @Test
    void shouldKnowWhereItsAddressesAre() throws IOException, NetworkSourceException {
        // Given
        NetworkContext network = NetworkContext.open(
                new NetworkSources(List.of(), List.of(FOLDER.resolve("networks.ndjson")), Map.of(), Map.of()));

        // When
        Set<String> addresses = distinct(records(), "sourceIPAddress");
        addresses.removeIf(address -> !address.matches("[0-9.]+|[0-9a-f:]+"));

        // Then
        assertThat(addresses).hasSizeGreaterThan(20).contains(Cast.INTRUDER).allSatisfy(address -> {
            Geo geo = network.addTo(from(address)).getSource().getGeo();
            assertThat(geo).isNotNull();
            assertThat(geo.getCountry()).isNotNull();
            assertThat(geo.getAsName()).endsWith("(demo data)");
        });
        assertThat(network.addTo(from(Cast.INTRUDER)).getSource().getGeo().getNetwork())
                .isEqualTo("hosting");
    }

    private static CloudEvent from(String address) {
        return CloudEvent.newBuilder()
                .setUid(address)
                .setTime(Instant.EPOCH)
                .setIngestTime(Instant.EPOCH)
                .setProvider("aws")
                .setLogSource(new LogSource("aws", "cloudtrail", null))
                .setActor(Actor.newBuilder().build())
                .setSource(SourceEndpoint.newBuilder().setIp(address).build())
                .setApi(Api.newBuilder().build())
                .setCloud(Cloud.newBuilder().build())
                .setRaw(ByteBuffer.allocate(0))
                .build();
    }

    private static Set<String> distinct(List<JsonNode> records, String key) {
        Set<String> values = new TreeSet<>();
        records.forEach(event -> values.add(event.path(key).textValue()));
        return values;
    }

    private static List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String text : stored().values()) {
            JSON.readTree(text).path("Records").forEach(records::add);
        }
        return records;
    }

    private static SortedMap<String, String> stored() throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files()) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                texts.put(
                        FOLDER.relativize(file).toString().replace('\\', '/'),
                        new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            return paths.filter(path -> path.toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        }
    }
}
