package io.windhover.cli;

import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker and a schema registry for each test, and the commands that are told where they are. */
public final class TestCluster implements BeforeEachCallback, AfterEachCallback {
    private EmbeddedBroker broker;
    private EmbeddedSchemaRegistry registry;

    @Override
    public void beforeEach(ExtensionContext context) {
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        registry.close();
        broker.close();
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public EmbeddedSchemaRegistry registry() {
        return registry;
    }

    /** The settings that every Kafka client needs. */
    public Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    public SchemaRegistry schemas() {
        return SchemaRegistries.connect(Map.of("schema.registry.url", registry.url()));
    }

    public String registryUrl() {
        return registry.url();
    }

    /**
     * The configuration of a detector on them that keeps its state in a folder: of two partitions, quick to tell, and soon
     * missed, as one that starts after another has to wait for that.
     */
    public String detectorConfig(Path state) {
        return """
                kafka: {bootstrap.servers: "%s", session.timeout.ms: "6000", heartbeat.interval.ms: "1000"}
                schema-registry: {schema.registry.url: "%s"}
                topics: {partitions: 2, replication-factor: 1}
                state: {directory: "%s"}
                alerts: {update-interval: 200ms}
                serving: {port: 0}
                """.formatted(broker.bootstrapServers(), registry.url(), state);
    }

    /** Runs a command against them. */
    public Cli run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", broker.bootstrapServers(), "--schema-registry", registry.url()));
        return Cli.run(all.toArray(String[]::new));
    }
}
