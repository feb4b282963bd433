package io.windhover.connect;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/** Kafka Connect's own standalone worker in this process, without its REST server. */
public final class StandaloneWorker implements AutoCloseable {

    private final StandaloneHerder herder;

    private StandaloneWorker(StandaloneHerder herder) {
        this.herder = herder;
    }

    public static StandaloneWorker start(String bootstrapServers, Path offsets) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "key.converter",
                ByteArrayConverter.class.getName(),
                "value.converter",
                ByteArrayConverter.class.getName(),
                "offset.storage.file.filename",
                offsets.toString(),
                "offset.flush.interval.ms",
                "100",
                "plugin.discovery",
                "service_load");
        Plugins plugins = new Plugins(settings);
        plugins.compareAndSwapWithDelegatingLoader();
        StandaloneConfig config = new StandaloneConfig(settings);
        FileOffsetBackingStore store = new FileOffsetBackingStore(
                plugins.newInternalConverter(true, JsonConverter.class.getName(), Map.of("schemas.enable", "false")));
        store.configure(config);
        AllConnectorClientConfigOverridePolicy policy = new AllConnectorClientConfigOverridePolicy();
        Worker worker = new Worker("worker", Time.SYSTEM, plugins, config, store, policy);
        StandaloneHerder herder = new StandaloneHerder(worker, config.kafkaClusterId(), policy);
        herder.start();
        return new StandaloneWorker(herder);
    }

    public void run(String name, Map<String, String> settings) throws Exception {
        FutureCallback<Herder.Created<ConnectorInfo>> created = new FutureCallback<>();
        herder.putConnectorConfig(name, settings, false, created);
        created.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        herder.stop();
    }
}
