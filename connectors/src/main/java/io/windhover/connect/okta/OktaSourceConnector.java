package io.windhover.connect.okta;

import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.plugin.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Reads an organisation's System Log from Okta into the events topic. One task: the log is one sequence. Values are bytes
 * already: the worker needs {@code ByteArrayConverter} for keys and values.
 */
public final class OktaSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public ConfigDef config() {
        return OktaSourceConfig.DEFINITION;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OktaSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        return EventSourceConfig.checked(
                super.validate(candidate),
                candidate,
                OktaSourceConfig.DEFINITION,
                OktaSourceConfig.URL,
                OktaSourceConfig::new);
    }

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(new OktaSourceConfig(given).originalsStrings());
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    /** The cursor is the source offset: with a worker's transactions, each event is written once. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> candidate) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void stop() {
        // Holds nothing open.
    }
}
