package io.windhover.cli.doctor;

import io.windhover.cli.cluster.Cluster;
import io.windhover.detector.app.DetectorConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What is looked after.
 *
 * @param config of the detector
 * @param cluster the same, for clients that give up soon
 * @param admin one of them
 */
record Deployment(DetectorConfig config, Cluster cluster, Admin admin) {
    static final int PATIENCE_SECONDS = 8;

    private static final Map<String, String> KAFKA_PATIENCE = Map.of(
            "default.api.timeout.ms", Integer.toString(PATIENCE_SECONDS * 1_000),
            "request.timeout.ms", "4000",
            "delivery.timeout.ms", Integer.toString(PATIENCE_SECONDS * 1_000),
            "max.block.ms", Integer.toString(PATIENCE_SECONDS * 1_000),
            "linger.ms", "0");

    private static final Map<String, String> REGISTRY_PATIENCE =
            Map.of("http.connect.timeout.ms", "4000", "http.read.timeout.ms", "4000", "max.retries", "0");

    /** A cluster of these settings whose clients give up soon, whatever the settings say. */
    static Cluster impatient(DetectorConfig config) {
        Map<String, String> kafka = new HashMap<>(config.kafka());
        kafka.putAll(KAFKA_PATIENCE);
        Map<String, String> registry = new HashMap<>(config.schemaRegistry());
        registry.putAll(REGISTRY_PATIENCE);
        return Cluster.of(kafka, registry, config.topics().names());
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "Deployment[" + cluster + "]";
    }
}
