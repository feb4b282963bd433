package io.windhover.connect.pubsub;

import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.plugin.PluginVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Pulls logs from a Pub/Sub subscription into the events topic: what a log sink of Google Cloud exports, Workspace's logs
 * with it. Pub/Sub shares the messages among the tasks. Values are bytes already: the worker needs {@code
 * ByteArrayConverter} for keys and values.
 */
public final class PubSubSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public ConfigDef config() {
        return PubSubSourceConfig.DEFINITION;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PubSubSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        return EventSourceConfig.checked(
                super.validate(candidate),
                candidate,
                PubSubSourceConfig.DEFINITION,
                PubSubSourceConfig.SUBSCRIPTION,
                PubSubSourceConfig::new);
    }

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(new PubSubSourceConfig(given).originalsStrings());
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    /** Pub/Sub delivers again what was not acknowledged in time: at least once, and the uid tells. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> candidate) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public void stop() {
        // Holds nothing open.
    }
}
