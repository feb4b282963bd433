package io.windhover.connect.file;

import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.plugin.PluginVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Reads logs from files into the events topic and follows them while they are written and rotated, or reads each once; a
 * restart continues where it stopped. Values are bytes already: the worker needs {@code ByteArrayConverter} for keys and values.
 */
public final class FileSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public ConfigDef config() {
        return FileSourceConfig.DEFINITION;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return FileSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        return EventSourceConfig.checked(
                super.validate(candidate),
                candidate,
                FileSourceConfig.DEFINITION,
                FileSourceConfig.FILES,
                FileSourceConfig::new);
    }

    @Override
    public void start(Map<String, String> given) {
        FileSourceConfig config = new FileSourceConfig(given);
        if (config.files().contains(InputFiles.STANDARD_INPUT)) {
            throw new ConfigException(
                    FileSourceConfig.FILES, InputFiles.STANDARD_INPUT, "a worker has no standard input");
        }
        try {
            if (config.tail()) {
                LogFiles.list(config.files());
            } else {
                InputFiles.expand(config.files());
            }
        } catch (IOException e) {
            throw new ConfigException(FileSourceConfig.FILES, config.files(), "cannot be listed: " + e.getMessage());
        }
        settings = Map.copyOf(given);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(index -> {
                    Map<String, String> task = new HashMap<>(settings);
                    task.put(FileSourceConfig.TASK_INDEX, Integer.toString(index));
                    task.put(FileSourceConfig.TASK_COUNT, Integer.toString(maxTasks));
                    return task;
                })
                .toList();
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> candidate) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void stop() {
        // Holds nothing open.
    }
}
