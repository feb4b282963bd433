package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.network.NetworkSources;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final String LEAST = """
            kafka: {bootstrap.servers: "localhost:9092"}
            schema-registry: {schema.registry.url: "http://localhost:8081"}
            """;

    @Test
    void shouldFillInDefaults() {
        DetectorConfig config = ConfigFile.parse("windhover.yaml", LEAST);

        assertThat(config.applicationId()).isEqualTo("windhover-detector");
        assertThat(config.topics().names().events()).isEqualTo("windhover.events");
        assertThat(config.topics().partitions()).isEqualTo(32);
        assertThat(config.state().memory()).isEqualTo(256L << 20);
        assertThat(config.mostListEntries()).isEqualTo(100_000);
        assertThat(config.updateInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.silence()).isEqualTo(SilencePolicy.DEFAULT);
        assertThat(config.network()).isEqualTo(NetworkSources.NONE);
        assertThat(config.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    }

    @Test
    void shouldReadEverySetting() {
        DetectorConfig config = ConfigFile.parse("windhover.yaml", LEAST + """
                        application-id: blue
                        instance-id: blue-0
                        threads: 4
                        topics: {prefix: sec, create: false, partitions: 8, replication-factor: 3}
                        state: {directory: /data, memory: 1GB, standbys: 1}
                        lists: {most-entries: 500}
                        alerts: {update-interval: 250ms}
                        heartbeats: {interval: 2s}
                        network:
                          databases: [/geo/city.mmdb, /geo/asn.mmdb]
                          tables: /geo/own.ndjson
                          ranges: {vpn: [/geo/vpn.txt], cloud: [/geo/aws.json, /geo/gcp.json]}
                          asns: {hosting: /geo/hosting.txt}
                        silence: {after: 10m, level: high, sources: {gcp/gcp.audit: 2h}}
                        """);

        assertThat(config.applicationId()).isEqualTo("blue");
        assertThat(config.instanceId()).isEqualTo("blue-0");
        assertThat(config.threads()).isEqualTo(4);
        assertThat(config.topics()).isEqualTo(new DetectorConfig.TopicsConfig("sec", false, 8, (short) 3));
        assertThat(config.state()).isEqualTo(new DetectorConfig.StateConfig(Path.of("/data"), 1L << 30, 1));
        assertThat(config.mostListEntries()).isEqualTo(500);
        assertThat(config.updateInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.network())
                .isEqualTo(new NetworkSources(
                        List.of(Path.of("/geo/city.mmdb"), Path.of("/geo/asn.mmdb")),
                        List.of(Path.of("/geo/own.ndjson")),
                        Map.of(
                                "vpn",
                                List.of(Path.of("/geo/vpn.txt")),
                                "cloud",
                                List.of(Path.of("/geo/aws.json"), Path.of("/geo/gcp.json"))),
                        Map.of("hosting", List.of(Path.of("/geo/hosting.txt")))));
        assertThat(config.network().ranges().keySet()).containsExactly("vpn", "cloud");
        assertThat(config.silence())
                .isEqualTo(new SilencePolicy(
                        Duration.ofMinutes(10), Map.of("gcp/gcp.audit", Duration.ofHours(2)), Level.HIGH));
    }

    @Test
    void shouldReportEveryMistakeWithItsPlaceAndTheNearestSetting() {
        String yaml = LEAST + """
                thread: 4
                state: {memory: lots, directry: /data}
                """;

        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("windhover.yaml:3:1: unknown setting thread; did you mean threads?")
                .hasMessageContaining("windhover.yaml:4:17: state: memory must be a size such as 512kB, 256MB or 2GB")
                .hasMessageContaining(
                        "windhover.yaml:4:23: unknown setting state: directry; did you mean state: directory?");
    }

    @Test
    void shouldRefuseASilenceThatCannotBe() {
        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", LEAST + "silence: {sources: {okta: 30s}}"))
                .hasMessage("windhover.yaml: silence: a source can be silent after 2m or more");
        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", LEAST + "silence: {level: loud}"))
                .hasMessage("windhover.yaml:3:18: silence: level must be one of"
                        + " informational, low, medium, high, critical");
    }

    @Test
    void shouldRefuseADemandForSignaturesThatNamesNoKey() {
        for (String none : List.of("[]", "", "[\"\"]")) {
            assertThatThrownBy(
                            () -> ConfigFile.parse("windhover.yaml", LEAST + "rules:\n  trusted-keys: " + none + "\n"))
                    .as(none)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("rules: trusted-keys must name a file");
        }
    }

    @Test
    void shouldRefuseANetworkThatNamesNoFiles() {
        String yaml = LEAST + """
                network:
                  database: city.mmdb
                  tables: {a: b}
                  ranges: {Public Clouds: x.txt, vpn: [{}]}
                """;

        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "windhover.yaml:4:3: unknown setting network: database; did you mean network: databases?")
                .hasMessageContaining("windhover.yaml:5:11: network: tables must be a file, or a list of files")
                .hasMessageContaining("windhover.yaml:6:12: network: ranges: Public Clouds is not a kind of network")
                .hasMessageContaining("windhover.yaml:6:40: network: ranges: vpn must be a file, or a list of files");
    }

    @Test
    void shouldReadTheNetworkAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("windhover.yml");

        Files.writeString(file, "silence: {level: loud}\nnetwork: {databases: city.mmdb}");
        assertThat(ConfigFile.readNetwork(file).databases()).containsExactly(Path.of("city.mmdb"));

        Files.writeString(file, "network: {databaes: city.mmdb}");
        assertThatThrownBy(() -> ConfigFile.readNetwork(file)).hasMessageContaining("did you mean network: databases?");

        Files.writeString(file, "netwrok: {databases: city.mmdb}");
        assertThatThrownBy(() -> ConfigFile.readNetwork(file)).hasMessage(file + ": has no section network");
    }

    @Test
    void shouldNameAMissingSetting() {
        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", "threads: 1"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("windhover.yaml: kafka: bootstrap.servers is missing");
    }

    @Test
    void shouldRefuseStaticMembershipWhereTheProtocolKnowsNone() {
        String yaml = """
                instance-id: one
                kafka: {bootstrap.servers: "b:9092", group.protocol: streams}
                schema-registry: {schema.registry.url: "http://r:8081"}
                """;

        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("instance-id");
    }

    @Test
    void shouldTakeValuesFromTheEnvironmentFromFilesAndFromFoldersOfSecrets(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("registry.properties"), "user=windhover:s3cret\n");
        Files.writeString(folder.resolve("password"), "pass-\"word");

        DetectorConfig config = ConfigFile.parse("windhover.yaml", """
                instance-id: "${env:PATH}"
                kafka:
                  bootstrap.servers: localhost:9092
                  sasl.jaas.config: a user="windhover" password="${dir:%1$s:password}" of ${env:PATH};
                schema-registry:
                  schema.registry.url: http://localhost:8081
                  basic.auth.user.info: ${file:%1$s/registry.properties:user}
                """.formatted(folder));

        assertThat(config.instanceId()).isEqualTo(System.getenv("PATH"));
        assertThat(config.kafka())
                .containsEntry(
                        "sasl.jaas.config",
                        "a user=\"windhover\" password=\"pass-\"word\" of " + System.getenv("PATH") + ";");
        assertThat(config.schemaRegistry()).containsEntry("basic.auth.user.info", "windhover:s3cret");
    }

    @Test
    void shouldNameAReferenceThatStandsForNothing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("secret"), "never-shown");

        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", LEAST + """
                        instance-id: ${env:WINDHOVER_NO_SUCH_VARIABLE}
                        application-id: ${dir:%1$s:secret}${dir:%1$s:missing}
                        threads: ${dir:%1$s:secret}
                        state: {directory: "${file:%1$s/none.properties:key}"}
                        """.formatted(folder)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "windhover.yaml:3:14: instance-id: ${env:WINDHOVER_NO_SUCH_VARIABLE} stands for nothing")
                .hasMessageContaining("application-id: ${dir:" + folder + ":missing} stands for nothing")
                .hasMessageContaining("threads must be a whole number")
                .hasMessageContaining("state: directory: a reference cannot be read: Could not read properties")
                .hasMessageNotContaining("never-shown");
    }

    @Test
    void shouldPlaceASyntaxError() {
        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", "kafka: {\nthreads"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("windhover.yaml:2:");
    }

    @Test
    void shouldRefuseASettingThatIsSetTwice() {
        assertThatThrownBy(() -> ConfigFile.parse("windhover.yaml", LEAST + "threads: 1\nthreads: 2\n"))
                .hasMessageContaining("windhover.yaml:4:1: threads is set twice");
    }

    @Test
    void shouldNotShowWhatIsHandedOn() {
        DetectorConfig config = ConfigFile.parse("windhover.yaml", """
                kafka: {bootstrap.servers: "b:9092", sasl.jaas.config: "password=hunter2"}
                schema-registry: {schema.registry.url: "http://r:8081", basic.auth.user.info: "u:hunter2"}
                """);

        assertThat(config.toString()).doesNotContain("hunter2").contains("sasl.jaas.config");
    }
}
