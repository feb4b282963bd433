package io.windhover.detector.network;

import static io.windhover.detector.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.detector.Samples;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.SourceEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkContextTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLeaveEventsAloneWithoutFiles() throws Exception {
        CloudEvent event = event("10.0.0.1");
        NetworkContext network = NetworkContext.open(NetworkSources.NONE);

        assertThat(network.addTo(event)).isSameAs(event);
        assertThat(network).isSameAs(NetworkContext.NONE);
        assertThat(network.absentFields())
                .contains("ocsf.src_endpoint.location.country", "ocsf.src_endpoint.network_type")
                .hasSize(8);
    }

    @Test
    void shouldAddWhatIsKnownAndNothingElse() throws Exception {
        NetworkContext network = databases(
                new DatabaseWriter("Test-City")
                        .put("203.0.113.0/24", Map.of("country", Map.of("iso_code", "DE")))
                        .to(folder.resolve("city.mmdb")),
                new DatabaseWriter("Test-ASN")
                        .put("203.0.113.0/24", Map.of("autonomous_system_number", 64500))
                        .to(folder.resolve("asn.mmdb")));
        CloudEvent event = event("203.0.113.9");

        CloudEvent enriched = network.addTo(event);

        Geo geo = Geo.newBuilder()
                .setCountry("DE")
                .setAsNumber(64500L)
                .setDatabase("Test-City@2026-02-02T02:40:00Z, Test-ASN@2026-02-02T02:40:00Z")
                .build();
        assertThat(enriched.getSource().getGeo()).isEqualTo(geo);
        assertThat(enriched.getRaw()).as("not copied").isSameAs(event.getRaw());
        assertThat(event.getSource().getGeo()).as("of the event that came").isNull();
        assertThat(event(enriched, null)).isEqualTo(event);
        assertThat(network.absentFields()).isEmpty();
    }

    @Test
    void shouldKeepWhatSomebodySaidBefore() throws Exception {
        NetworkContext network = table("{\"range\":\"203.0.113.0/24\",\"country\":\"DE\"}");
        CloudEvent event =
                event(event("203.0.113.9"), Geo.newBuilder().setCountry("FR").build());

        assertThat(network.addTo(event)).isSameAs(event);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "AWS Internal", "203.0.113.0/24", "203.0.113.9:443", "203.0.113.256", "fe80::1%eth0"})
    void shouldLeaveAloneWhatIsNoAddress(@Nullable String text) throws Exception {
        NetworkContext network = table("{\"range\":\"0.0.0.0/0\",\"country\":\"DE\"}");
        CloudEvent event = event(text);

        assertThat(network.addTo(event)).isSameAs(event);
    }

    @Test
    void shouldNotKeepWhatIsTooLongForAnAddress() throws Exception {
        NetworkContext network = table("{\"range\":\"::/0\",\"country\":\"DE\"}");
        CloudEvent event = event("0:".repeat(1_000));

        assertThat(network.addTo(event)).isSameAs(event);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, private",
        "10.20.1.1, office",
        "172.31.0.1, private",
        "172.32.0.1,",
        "192.168.1.1, private",
        "127.0.0.1, private",
        "169.254.169.254, private",
        "100.64.0.1, private",
        "100.128.0.1,",
        "::1, private",
        "fd00::1, private",
        "fe80::1, private",
        "::ffff:10.1.2.3, private",
        "198.51.100.1, cloud",
        "198.51.100.200, vpn",
        "::ffff:198.51.100.200, vpn",
        "2001:db8:1::1, cloud",
        "203.0.113.1, hosting",
        "203.0.113.2, vpn",
        "203.0.113.200, satellite"
    })
    void shouldTellTheKindOfNetwork(String address, String kind) throws Exception {
        // Given
        Map<String, List<Path>> ranges = new LinkedHashMap<>();
        ranges.put("office", List.of(write("office.txt", "10.20.0.0/16")));
        ranges.put("cloud", List.of(write("cloud.txt", "198.51.100.0/24\n2001:db8::/32")));
        ranges.put("vpn", List.of(write("vpn.txt", "198.51.100.128/25\n198.51.100.0/24")));
        Path asn = new DatabaseWriter("Test-ASN")
                .put("203.0.113.0/25", Map.of("autonomous_system_number", 64500, "is_anonymous_vpn", false))
                .put("203.0.113.128/25", Map.of("autonomous_system_number", 64501))
                .to(folder.resolve("asn.mmdb"));
        Path anonymous = new DatabaseWriter("Test-Anonymous")
                .put("203.0.113.2/32", Map.of("is_anonymous_vpn", true))
                .to(folder.resolve("anonymous.mmdb"));
        Map<String, List<Path>> asns = Map.of(
                "hosting", List.of(write("hosting.txt", "AS64500")),
                "satellite", List.of(write("satellite.txt", "AS64501")));

        // When
        NetworkContext network =
                NetworkContext.open(new NetworkSources(List.of(asn, anonymous), List.of(), ranges, asns));

        // Then
        Geo geo = network.addTo(event(address)).getSource().getGeo();
        assertThat(geo == null ? null : geo.getNetwork()).isEqualTo(kind);
    }

    @Test
    void shouldTakeTheTableBeforeDatabasesAndPlacesAsAWhole() throws Exception {
        Path database = new DatabaseWriter("Test-City")
                .put(
                        "203.0.113.0/24",
                        Map.of(
                                "country", Map.of("iso_code", "DE"),
                                "city", Map.of("names", Map.of("en", "Berlin")),
                                "autonomous_system_number", 64500))
                .to(folder.resolve("city.mmdb"));
        Path table = write("own.ndjson", """
                {"range":"203.0.113.0/25","country":"SE"}
                {"range":"203.0.113.0/26","network":"office"}
                """);
        NetworkContext network =
                NetworkContext.open(new NetworkSources(List.of(database), List.of(table), Map.of(), Map.of()));

        Geo own = network.addTo(event("203.0.113.100")).getSource().getGeo();
        Geo office = network.addTo(event("203.0.113.1")).getSource().getGeo();
        Geo others = network.addTo(event("203.0.113.200")).getSource().getGeo();

        assertThat(own.getCountry()).isEqualTo("SE");
        assertThat(own.getCity()).as("Berlin is not in Sweden").isNull();
        assertThat(own.getAsNumber()).isEqualTo(64500);
        assertThat(own.getDatabase()).matches("own\\.ndjson@[0-9a-f]{8}, Test-City@.*");
        assertThat(office.getCountry())
                .as("of the shorter prefix that has a place")
                .isEqualTo("SE");
        assertThat(office.getNetwork()).isEqualTo("office");
        assertThat(others.getCity()).isEqualTo("Berlin");
        assertThat(others.getDatabase()).startsWith("Test-City@");
    }

    @Test
    void shouldMakeNoObjectForAnAddressThatItKnows() throws Exception {
        NetworkContext network = table("{\"range\":\"203.0.113.0/24\",\"country\":\"DE\"}");

        Geo first = network.addTo(event("203.0.113.9")).getSource().getGeo();

        assertThat(network.addTo(event("203.0.113.9")).getSource().getGeo()).isSameAs(first);
    }

    /** More than there is room for: each is found all the same, and again. */
    @Test
    void shouldFindAddressesThatShareASlot() throws Exception {
        Path table = write("own.ndjson", """
                {"range":"10.0.0.0/9","country":"DE"}
                {"range":"10.128.0.0/9","country":"FR"}
                """);
        AddressFacts facts = new AddressFacts(List.of(), List.of(TableFile.read(table)), Map.of(), Map.of());

        for (int i = 0; i < 200_000; i++) {
            int number = i % 100_000;
            String address = "10." + (number & 255) + "." + (number >> 8 & 255) + "." + (number >> 16);
            assertThat(facts.of(address).getCountry().equals((number & 255) < 128 ? "DE" : "FR"))
                    .isTrue();
        }
    }

    @Test
    void shouldReadAChangedFileAgain() throws Exception {
        Path table = write("own.ndjson", "{\"range\":\"203.0.113.0/24\",\"country\":\"DE\"}");
        NetworkContext network = NetworkContext.open(new NetworkSources(
                List.of(), List.of(table), Map.of("vpn", List.of(write("vpn.txt", "203.0.113.9"))), Map.of()));
        Geo before = network.addTo(event("203.0.113.9")).getSource().getGeo();

        write("own.ndjson", "{\"range\":\"203.0.113.0/24\",\"country\":\"SE\",\"city\":\"Umeå\"}");
        assertThat(network.addTo(event("203.0.113.9")).getSource().getGeo())
                .as("until it is looked at")
                .isEqualTo(before);
        network.refresh();

        Geo after = network.addTo(event("203.0.113.9")).getSource().getGeo();
        assertThat(before.getCountry()).isEqualTo("DE");
        assertThat(after.getCountry()).isEqualTo("SE");
        assertThat(after.getNetwork()).as("of the file that did not change").isEqualTo("vpn");
        assertThat(after.getDatabase()).isNotEqualTo(before.getDatabase());
    }

    @Test
    void shouldKeepWhatItHasWhenAFileBreaksOrGoesAndTakeTheNextGoodOne() throws Exception {
        Path file = folder.resolve("city.mmdb");
        NetworkContext network = databases(country("DE").to(file));

        Files.writeString(file, "half a downl");
        network.refresh();
        assertThat(network.addTo(event("203.0.113.9")).getSource().getGeo().getCountry())
                .isEqualTo("DE");

        Files.delete(file);
        network.refresh();
        assertThat(network.addTo(event("203.0.113.9")).getSource().getGeo().getCountry())
                .isEqualTo("DE");

        Path next = country("SE").to(folder.resolve("next.mmdb"));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        network.refresh();
        assertThat(network.addTo(event("203.0.113.9")).getSource().getGeo().getCountry())
                .isEqualTo("SE");
    }

    @Test
    void shouldTryABrokenFileOnceForEachChange() throws Exception {
        Path file = write("a.txt", "1");
        int[] reads = {0};
        WatchedFile<String> watched = new WatchedFile<>(file, path -> {
            reads[0]++;
            String text = Files.readString(path);
            if (text.startsWith("broken")) {
                throw new NetworkSourceException("is broken");
            }
            return text;
        });

        write("a.txt", "broken");
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.refresh()).isFalse();
        assertThat(reads[0]).isEqualTo(2);
        assertThat(watched.content()).isEqualTo("1");

        write("a.txt", "longer");
        write("a.txt", "longer still");
        assertThat(watched.refresh()).isTrue();
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.content()).isEqualTo("longer still");
        assertThat(reads[0]).isEqualTo(3);
    }

    @Test
    void shouldLookAtFilesByItselfUntilItIsClosed() throws Exception {
        Path table = write("own.ndjson", "{\"range\":\"203.0.113.0/24\",\"country\":\"DE\"}");
        try (NetworkContext network =
                NetworkContext.open(new NetworkSources(List.of(), List.of(table), Map.of(), Map.of()))) {
            network.watch(Duration.ofMillis(10));
            write("own.ndjson", "{\"range\":\"203.0.113.0/24\",\"country\":\"SE\",\"city\":\"Umeå\"}");

            await().untilAsserted(() -> assertThat(network.addTo(event("203.0.113.9"))
                            .getSource()
                            .getGeo()
                            .getCountry())
                    .isEqualTo("SE"));
        }
    }

    @Test
    void shouldNameEveryFileThatCannotBeUsed() throws Exception {
        Path wrong = write("wrong.txt", "192.0.2.0/24\nnonsense");
        Path missing = folder.resolve("missing.mmdb");

        assertThatThrownBy(() -> NetworkContext.open(
                        new NetworkSources(List.of(missing), List.of(), Map.of("vpn", List.of(wrong)), Map.of())))
                .isInstanceOf(NetworkSourceException.class)
                .hasMessage(missing + ": no such file\n" + wrong
                        + ": line 2: 'nonsense' is no network such as 192.0.2.0/24 or 2001:db8::/32");
    }

    private static DatabaseWriter country(String code) {
        return new DatabaseWriter("Test-Country").put("203.0.113.0/24", Map.of("country", Map.of("iso_code", code)));
    }

    private static NetworkContext databases(Path... files) throws NetworkSourceException {
        return NetworkContext.open(new NetworkSources(List.of(files), List.of(), Map.of(), Map.of()));
    }

    private NetworkContext table(String lines) throws IOException, NetworkSourceException {
        Path file = write("table.ndjson", lines);
        return NetworkContext.open(new NetworkSources(List.of(), List.of(file), Map.of(), Map.of()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static CloudEvent event(@Nullable String address) {
        CloudEvent sample = Samples.event("event-1", NOON, "ListUsers");
        return CloudEvent.newBuilder(sample)
                .setSource(SourceEndpoint.newBuilder().setIp(address).build())
                .build();
    }

    private static CloudEvent event(CloudEvent event, @Nullable Geo geo) {
        return CloudEvent.newBuilder(event)
                .setSource(
                        SourceEndpoint.newBuilder(event.getSource()).setGeo(geo).build())
                .build();
    }
}
