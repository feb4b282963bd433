package io.windhover.connect.s3;

import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.plugin.PluginVersion;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.util.ConnectorUtils;

/**
 * Reads CloudTrail's logs from S3 into the events topic: those that notifications on an SQS queue announce, or once what lies
 * under prefixes of a bucket. Values are bytes already: the worker needs {@code ByteArrayConverter} for keys and values.
 */
public final class CloudTrailS3SourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public ConfigDef config() {
        return CloudTrailS3SourceConfig.DEFINITION;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CloudTrailS3SourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        return EventSourceConfig.checked(
                super.validate(candidate),
                candidate,
                CloudTrailS3SourceConfig.DEFINITION,
                CloudTrailS3SourceConfig.QUEUE_URL,
                CloudTrailS3SourceConfig::new);
    }

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(new CloudTrailS3SourceConfig(given).originalsStrings());
    }

    /** A queue shares its messages out by itself; of prefixes each task gets its own. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        CloudTrailS3SourceConfig config = new CloudTrailS3SourceConfig(settings);
        if (config.hasQueue()) {
            return Collections.nCopies(maxTasks, settings);
        }
        List<String> prefixes = config.prefixes();
        return ConnectorUtils.groupPartitions(prefixes, Math.min(maxTasks, prefixes.size())).stream()
                .map(this::withPrefixes)
                .toList();
    }

    private Map<String, String> withPrefixes(List<String> prefixes) {
        Map<String, String> task = new HashMap<>(settings);
        task.put(CloudTrailS3SourceConfig.PREFIXES, String.join(",", prefixes));
        return task;
    }

    /** A queue may give a message twice; a bucket's prefix is one sequence, and with transactions each event is written once. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> candidate) {
        return new CloudTrailS3SourceConfig(candidate).hasQueue()
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void stop() {
        // Holds nothing open.
    }
}
