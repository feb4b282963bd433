package io.windhover.connect.kafka;

import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.plugin.PluginVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * What the connectors that read topics have in common. Public, because a worker that scans for plugins follows public
 * classes only.
 */
public abstract sealed class TopicSourceConnector extends SourceConnector
        permits KafkaSourceConnector, EventHubsSourceConnector {

    private final ConfigDef definition;
    private final String main;
    private Map<String, String> settings = Map.of();

    /**
     * For one of them.
     *
     * @param main the setting under which is shown what is wrong with several together
     */
    TopicSourceConnector(ConfigDef definition, String main) {
        this.definition = definition;
        this.main = main;
    }

    abstract TopicSourceConfig check(Map<String, String> given);

    @Override
    public final String version() {
        return PluginVersion.current();
    }

    @Override
    public final ConfigDef config() {
        return definition;
    }

    @Override
    public final Class<? extends Task> taskClass() {
        return TopicSourceTask.class;
    }

    @Override
    public final Config validate(Map<String, String> candidate) {
        ConfigDef whole = ConsumerSettings.define(definition, candidate);
        return EventSourceConfig.checked(new Config(whole.validate(candidate)), candidate, whole, main, this::check);
    }

    @Override
    public final void start(Map<String, String> given) {
        settings = Map.copyOf(check(given).originalsStrings());
    }

    @Override
    public final List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(index -> {
                    Map<String, String> task = new HashMap<>(settings);
                    task.put(TopicSourceConfig.TASK_INDEX, Integer.toString(index));
                    task.put(TopicSourceConfig.TASK_COUNT, Integer.toString(maxTasks));
                    return task;
                })
                .toList();
    }

    /** Message and record are the source offset: with a worker's transactions, each event is written once. */
    @Override
    public final ExactlyOnceSupport exactlyOnceSupport(Map<String, String> candidate) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public final void stop() {
        // Holds nothing open.
    }
}
