package io.windhover.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.rules.ir.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    private static final Map<String, ?> BERLIN = Map.of(
            "city", Map.of("names", Map.of("en", "Berlin", "fr", "Berlin (fr)")),
            "country", Map.of("iso_code", "DE"),
            "location", Map.of("latitude", 52.52, "longitude", 13.405),
            "subdivisions", List.of(Map.of("iso_code", "BE", "names", Map.of("en", "Land Berlin"))));

    @TempDir
    private Path folder;

    @Test
    void shouldReadPlacesInMaxMindsWords() throws Exception {
        Database database = of(new DatabaseWriter("Test-City")
                .put("192.0.2.0/24", BERLIN)
                .put("2001:db8::/32", Map.of("country", Map.of("iso_code", "SE"))));

        assertThat(ask(database, "192.0.2.9").place()).isEqualTo(new Place("DE", "DE-BE", "Berlin", 52.52, 13.405));
        assertThat(ask(database, "::ffff:192.0.2.9").place().city()).isEqualTo("Berlin");
        assertThat(ask(database, "2001:db8::9").place()).isEqualTo(new Place("SE", null, null, null, null));
        assertThat(ask(database, "198.51.100.1").place().isNowhere()).isTrue();
        assertThat(database.version()).isEqualTo("Test-City@2026-02-02T02:40:00Z");
    }

    @Test
    void shouldReadAutonomousSystemsAlsoOfTraits() throws Exception {
        Map<String, ?> system = Map.of("autonomous_system_number", 64500, "autonomous_system_organization", "Example");
        Database database = of(new DatabaseWriter("Test-ASN")
                .put("192.0.2.0/24", system)
                .put("198.51.100.0/24", Map.of("traits", system)));

        assertThat(ask(database, "192.0.2.9").system()).isEqualTo(new AutonomousSystem(64500, "Example"));
        assertThat(ask(database, "198.51.100.9").system()).isEqualTo(new AutonomousSystem(64500, "Example"));
        assertThat(ask(database, "192.0.2.9").place().isNowhere()).isTrue();
        assertThat(ask(database, "203.0.113.9").system()).isNull();
    }

    @Test
    void shouldReadFlatFieldsInIpinfosWords() throws Exception {
        Database database = of(new DatabaseWriter("ipinfo standard_location")
                .put(
                        "192.0.2.0/24",
                        Map.of(
                                "country_code",
                                "DE",
                                "country",
                                "Germany",
                                "asn",
                                "AS64500",
                                "as_name",
                                "Example",
                                "as_domain",
                                "example.com"))
                .put(
                        "198.51.100.0/24",
                        Map.of("country", "DE", "region", "Berlin", "city", "Berlin", "lat", "52.52", "lng", "13.4")));

        assertThat(ask(database, "192.0.2.9").place().country()).isEqualTo("DE");
        assertThat(ask(database, "192.0.2.9").system()).isEqualTo(new AutonomousSystem(64500, "Example"));
        assertThat(ask(database, "198.51.100.9").place()).isEqualTo(new Place("DE", null, "Berlin", 52.52, 13.4));
    }

    @ParameterizedTest
    @CsvSource({
        "is_anonymous_vpn, vpn",
        "is_hosting_provider, hosting",
        "is_tor_exit_node, tor",
        "is_public_proxy, proxy",
        "is_residential_proxy, proxy",
        "is_satellite_provider, satellite",
        "relay, relay",
        "is_mobile, mobile",
        "is_anonymous,"
    })
    void shouldMakeAKindOfAFlag(String flag, String kind) throws Exception {
        assertThat(new DatabaseAnswer(Map.of(flag, true)).kind()).isEqualTo(kind);
        assertThat(new DatabaseAnswer(Map.of(flag, "true")).kind()).isEqualTo(kind);
        assertThat(new DatabaseAnswer(Map.of("traits", Map.of(flag, true))).kind())
                .isEqualTo(kind);
        assertThat(new DatabaseAnswer(Map.of(flag, false)).kind()).isNull();
        assertThat(new DatabaseAnswer(Map.of(flag, "")).kind()).isNull();
    }

    @Test
    void shouldSayOfSeveralKindsWhatTellsMost() {
        assertThat(new DatabaseAnswer(Map.of("is_hosting_provider", true, "is_anonymous_vpn", true)).kind())
                .isEqualTo("vpn");
        assertThat(new DatabaseAnswer(Map.of("connection_type", "Satellite")).kind())
                .isEqualTo("satellite");
        assertThat(new DatabaseAnswer(Map.of("connection_type", "Cable/DSL")).kind())
                .isNull();
    }

    @Test
    void shouldDropAPositionThatIsNotOnEarth() {
        Place place = new DatabaseAnswer(Map.of("location", Map.of("latitude", 91.0, "longitude", 0.0))).place();

        assertThat(place.isNowhere()).isTrue();
    }

    @Test
    void shouldKnowNoIpv6AddressWhereThereIsNone() throws Exception {
        Database database = of(new DatabaseWriter("Test-IPv4", 4).put("192.0.2.0/24", BERLIN));

        assertThat(ask(database, "192.0.2.9").place().city()).isEqualTo("Berlin");
        assertThat(ask(database, "2001:db8::9").fields()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoDatabaseOrOnlyHalfOfOne() throws Exception {
        Path whole = new DatabaseWriter("Test-City").put("192.0.2.0/24", BERLIN).to(folder.resolve("whole.mmdb"));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.mmdb"), Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("text.mmdb"), "<html>not found</html>");
        Path empty = Files.write(folder.resolve("empty.mmdb"), new byte[0]);

        for (Path file : List.of(half, text, empty)) {
            assertThatThrownBy(() -> Database.read(file))
                    .isInstanceOf(NetworkSourceException.class)
                    .hasMessageStartingWith("is no database in MaxMind's format, or damaged: ");
        }
        assertThatThrownBy(() -> Database.read(folder))
                .isInstanceOf(NetworkSourceException.class)
                .hasMessage("cannot be read");
    }

    /** Whatever byte of a file is wrong, of every third: it is refused, or says nothing of the address, or something else. */
    @Test
    void shouldSurviveADamagedByte() throws Exception {
        Path file = new DatabaseWriter("Test-City")
                .put("192.0.2.0/24", BERLIN)
                .put("0.0.0.0/4", Map.of("country", Map.of("iso_code", "US")))
                .to(folder.resolve("damaged.mmdb"));
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 3) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) 0xff;
            Files.write(file, damaged);
            try {
                ask(Database.read(file), "192.0.2.9").place();
            } catch (NetworkSourceException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    /** MaxMind's own test databases, where they are at hand. */
    @Test
    void shouldReadMaxMindsTestDatabases() throws Exception {
        Database city = Database.read(shared("GeoIP2-City-Test.mmdb"));
        Database asn = Database.read(shared("GeoLite2-ASN-Test.mmdb"));
        Database anonymous = Database.read(shared("GeoIP2-Anonymous-IP-Test.mmdb"));

        assertThat(ask(city, "89.160.20.128").place()).satisfies(place -> {
            assertThat(place.country()).isEqualTo("SE");
            assertThat(place.region()).isEqualTo("SE-E");
            assertThat(place.city()).isEqualTo("Linköping");
            assertThat(place.latitude()).isBetween(58.0, 59.0);
        });
        assertThat(ask(city, "2001:218::1").place().country()).isEqualTo("JP");
        assertThat(ask(asn, "1.0.0.1").system()).isEqualTo(new AutonomousSystem(15169, "Google Inc."));
        assertThat(ask(anonymous, "1.2.0.1").kind()).isEqualTo("vpn");
        assertThat(ask(anonymous, "1.124.213.1").kind()).isEqualTo("tor");
        assertThat(ask(anonymous, "6.1.0.2").kind()).isEqualTo("hosting");
        assertThat(anonymous.version()).startsWith("GeoIP2-Anonymous-IP@2026-");
    }

    private Database of(DatabaseWriter writer) throws Exception {
        return Database.read(writer.to(folder.resolve("test.mmdb")));
    }

    private static DatabaseAnswer ask(Database database, String address) {
        return database.ask(Network.parse(address).orElseThrow());
    }

    private static Path shared(String name) {
        Optional<Path> file = Stream.iterate(
                        Path.of(System.getProperty("user.dir")), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data/geo").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
        Assumptions.assumeTrue(file.isPresent(), "Skipped: there is no shared/data/geo/" + name + " above.");
        return file.orElseThrow();
    }
}
