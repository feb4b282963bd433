package io.windhover.connect.webhook;

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
 * Takes logs that are pushed over HTTP or HTTPS into the events topic: Kubernetes' audit webhook, GitHub, GitLab, Falco, or
 * any JSON that is recognised. One task, since there is one port. Values are bytes already: the worker needs {@code
 * ByteArrayConverter} for keys and values.
 */
public final class WebhookSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public ConfigDef config() {
        return WebhookSourceConfig.DEFINITION;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return WebhookSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        return EventSourceConfig.checked(
                super.validate(candidate),
                candidate,
                WebhookSourceConfig.DEFINITION,
                WebhookSourceConfig.LISTEN_ADDRESS,
                WebhookSourceConfig::new);
    }

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(new WebhookSourceConfig(given).originalsStrings());
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    /** A sender that missed the answer sends again: at least once, and the uid tells. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> candidate) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public void stop() {
        // Holds nothing open.
    }
}
