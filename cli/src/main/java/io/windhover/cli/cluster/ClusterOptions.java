package io.windhover.cli.cluster;

import io.windhover.detector.Topics;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.DetectorConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that name a cluster: the detector's configuration file, or the addresses alone. */
public final class ClusterOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The detector's configuration file; its kafka, schema-registry and topics settings are used.")
    private @Nullable Path config;

    @ArgGroup(exclusive = false)
    private @Nullable Addresses addresses;

    /** Enough for a cluster without authentication. */
    static final class Addresses {
        @Option(
                names = "--bootstrap-server",
                paramLabel = "HOST:PORT",
                required = true,
                description = "Kafka brokers, separated by commas.")
        @SuppressWarnings("NullAway.Init") // Set by picocli.
        private String bootstrapServer;

        @Option(
                names = "--schema-registry",
                paramLabel = "URL",
                required = true,
                description = "The schema registry's address.")
        @SuppressWarnings("NullAway.Init") // Set by picocli.
        private String schemaRegistry;

        @Option(
                names = "--topic-prefix",
                paramLabel = "PREFIX",
                defaultValue = "windhover",
                description = "Stands before every topic's name; default ${DEFAULT-VALUE}.")
        private String topicPrefix = "windhover";
    }

    /** Public keys that the configuration file names; none where there is no such file. */
    public List<Path> trustedKeys() {
        return config == null ? List.of() : ConfigFile.read(config).trustedKeys();
    }

    /** The cluster that the options name. */
    public Cluster cluster() {
        if (addresses != null) {
            return Cluster.of(
                    Map.of("bootstrap.servers", addresses.bootstrapServer),
                    Map.of("schema.registry.url", addresses.schemaRegistry),
                    Topics.under(addresses.topicPrefix));
        }
        if (config == null) {
            throw new IllegalStateException("picocli demands one of the two");
        }
        DetectorConfig read = ConfigFile.read(config);
        return Cluster.of(read.kafka(), read.schemaRegistry(), read.topics().names());
    }
}
