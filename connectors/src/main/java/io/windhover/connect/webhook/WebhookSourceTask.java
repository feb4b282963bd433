package io.windhover.connect.webhook;

import io.windhover.connect.plugin.PluginVersion;
import io.windhover.connect.record.EventRecords;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and hands on what is pushed. A request is answered when the worker says that the broker has all of its records.
 * So nothing has to be remembered for a restart: what was not answered with 200, its sender sends again, and an event that
 * comes twice has the same uid.
 */
public final class WebhookSourceTask extends SourceTask {

    private static final long WAIT_MILLIS = 500;
    private static final int BATCH_RECORDS = 1_000;

    private final Clock clock;

    private volatile @Nullable Running running;

    /** What exists between start and stop. */
    private record Running(Backlog backlog, WebhookServer server) {}

    /** As a worker makes it. */
    public WebhookSourceTask() {
        this(Clock.systemUTC());
    }

    WebhookSourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        WebhookSourceConfig config = new WebhookSourceConfig(settings);
        Backlog backlog = new Backlog(config.queueMaxRecords(), config.queueMaxBytes());
        BodyRecords records = new BodyRecords(new EventRecords(config, clock), config);
        running = new Running(backlog, WebhookServer.start(config, records, backlog));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Running current = running;
        if (current == null) {
            return null;
        }
        List<SourceRecord> taken = current.backlog().take(BATCH_RECORDS, WAIT_MILLIS);
        return taken.isEmpty() ? null : taken;
    }

    /**
     * The worker is done with a record.
     *
     * @param metadata null where a transform dropped the record, or the worker gave it up (errors.tolerance): the broker
     *     does not have it
     */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        Running current = running;
        if (current != null) {
            current.backlog().done(record, metadata != null);
        }
    }

    @Override
    public void stop() {
        Running current = running;
        if (current != null) {
            current.backlog().close();
            current.server().close();
        }
    }

    /** The port that is listened on; −1 while none is. */
    int port() {
        Running current = running;
        return current == null ? -1 : current.server().port();
    }
}
