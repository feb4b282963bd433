package io.windhover.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadANetworkALineWithComments() throws Exception {
        assertThat(read("""
                # Our own exits.
                192.0.2.0/24
                  198.51.100.7   # one address

                2001:db8::/32 ; documentation
                """)).containsExactly("192.0.2.0/24", "198.51.100.7/32", "2001:db8:0:0:0:0:0:0/32");
    }

    @Test
    void shouldReadTheFirstColumnOfAGeofeed() throws Exception {
        assertThat(read("""
                # prefix,country,region,city,postal
                192.0.2.0/24,GB,GB-ENG,London,
                2001:db8:1::/48,US,US-CA,,
                """)).containsExactly("192.0.2.0/24", "2001:db8:1:0:0:0:0:0/48");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"syncToken": "1", "createDate": "2026-11-01-00-00-00",
                 "prefixes": [{"ip_prefix": "192.0.2.0/24", "region": "eu-west-1", "service": "AMAZON"}],
                 "ipv6_prefixes": [{"ipv6_prefix": "2001:db8::/32", "region": "eu-west-1", "service": "EC2"}]}""", """
                {"syncToken": "1", "creationTime": "2026-11-01T00:00:00",
                 "prefixes": [{"ipv4Prefix": "192.0.2.0/24", "service": "Google Cloud", "scope": "europe-west1"},
                              {"ipv6Prefix": "2001:db8::/32", "service": "Google Cloud", "scope": "europe-west1"}]}""", """
                {"changeNumber": 1, "cloud": "Public", "values": [{"name": "AzureCloud.westeurope", "properties":
                 {"platform": "Azure", "addressPrefixes": ["192.0.2.0/24", "2001:db8::/32"], "networkFeatures": ["API"]}}]}""", """
                {"last_updated_timestamp": "2026-11-01", "regions": [{"region": "eu-frankfurt-1", "cidrs":
                 [{"cidr": "192.0.2.0/24", "tags": ["OCI"]}, {"cidr": "2001:db8::/32", "tags": ["OSN"]}]}]}"""})
    void shouldReadWhatACloudPublishes(String json) throws Exception {
        assertThat(read(json)).containsExactly("192.0.2.0/24", "2001:db8:0:0:0:0:0:0/32");
    }

    @Test
    void shouldNameTheLineThatIsWrong() {
        assertThatThrownBy(() -> read("192.0.2.0/24\n# x\n192.0.2.1/24\n"))
                .hasMessage("line 3: '192.0.2.1/24' is no network such as 192.0.2.0/24 or 2001:db8::/32");
        assertThatThrownBy(() -> read("{\"prefixes\": [{\"ip_prefix\": \"192.0.2\"}]}"))
                .hasMessage("'192.0.2' is no network such as 192.0.2.0/24 or 2001:db8::/32");
        assertThatThrownBy(() -> read("{\"prefixes\": [")).hasMessageStartingWith("not valid JSON: ");
        assertThatThrownBy(() -> read("# nothing\n")).hasMessage("names no range of addresses");
        assertThatThrownBy(() -> read("{}")).hasMessage("names no range of addresses");
    }

    @Test
    void shouldTellVersionsByWhatIsWritten() throws Exception {
        Path file = write("192.0.2.0/24");
        String first = RangeFile.read(file).version();

        assertThat(first).matches("ranges\\.txt@[0-9a-f]{8}");
        assertThat(RangeFile.read(file).version()).isEqualTo(first);
        assertThat(RangeFile.read(write("192.0.2.0/25")).version()).isNotEqualTo(first);
    }

    @Test
    void shouldReadAutonomousSystems() throws Exception {
        assertThat(AsnFile.read(write("# AS\nAS64500  # x\n64501\nas64502,Example\n"))
                        .numbers())
                .containsExactly(64500L, 64501L, 64502L);
        assertThatThrownBy(() -> AsnFile.read(write("64500\nExample\n")))
                .hasMessage("line 2: 'Example' is no autonomous system such as AS64500");
        assertThatThrownBy(() -> AsnFile.read(write("4294967296\n")))
                .hasMessage("line 1: '4294967296' is no autonomous system such as AS64500");
        assertThatThrownBy(() -> AsnFile.read(write("\n"))).hasMessage("names no autonomous system");
    }

    private Iterable<String> read(String text) throws IOException, NetworkSourceException {
        return RangeFile.read(write(text)).networks().stream()
                .map(Object::toString)
                .toList();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("ranges.txt"), text);
    }
}
