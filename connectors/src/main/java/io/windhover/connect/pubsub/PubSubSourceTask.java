package io.windhover.connect.pubsub;

import io.grpc.ManagedChannelBuilder;
import io.windhover.connect.plugin.PluginVersion;
import io.windhover.connect.record.EventRecords;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages, and acknowledges each when the broker has all of its records. So nothing has to be remembered for a
 * restart: what was not acknowledged Pub/Sub delivers again, and an event that comes twice has the same uid.
 */
public final class PubSubSourceTask extends SourceTask {

    private static final long WAIT_MILLIS = 500;

    /** Bounds what is handed over at once also where records are large. */
    private static final int BATCH_BYTES = 8 << 20;

    private final Function<PubSubSourceConfig, ManagedChannelBuilder<?>> channels;
    private final Clock clock;

    private volatile @Nullable Running running;

    /** What exists between start and stop. */
    private record Running(Inbox inbox, Subscription subscription, MessageRecords messages, int batchRecords) {}

    /** As a worker makes it. */
    public PubSubSourceTask() {
        this(Subscription::channel, Clock.systemUTC());
    }

    PubSubSourceTask(Function<PubSubSourceConfig, ManagedChannelBuilder<?>> channels, Clock clock) {
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        PubSubSourceConfig config = new PubSubSourceConfig(settings);
        Inbox inbox = new Inbox(config.maxMessages(), config.maxBytes());
        MessageRecords messages = new MessageRecords(config, inbox, new EventRecords(config, clock));
        running = new Running(inbox, Subscription.start(config, channels, inbox), messages, config.batchRecords());
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Running current = running;
        if (current == null) {
            return null;
        }
        current.subscription().check();
        List<SourceRecord> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < current.batchRecords() && bytes < BATCH_BYTES) {
            SourceRecord next = current.messages().next();
            if (next != null) {
                batch.add(next);
                bytes += ((byte[]) next.value()).length;
            } else if (!begin(current, batch.isEmpty())) {
                break;
            }
        }
        return batch.isEmpty() ? null : batch;
    }

    /** Goes on to the next message; false where there is none. */
    private static boolean begin(Running current, boolean mayWait) throws InterruptedException {
        Received next = current.inbox().take(mayWait ? WAIT_MILLIS : 0);
        if (next == null) {
            return false;
        }
        current.messages().open(next);
        return true;
    }

    /**
     * The worker is done with a record.
     *
     * @param metadata null where a transform dropped the record, or the worker gave it up because it was told to
     *     (errors.tolerance): delivered again, that would happen again
     */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        Running current = running;
        if (current != null) {
            current.inbox().written(record);
        }
    }

    @Override
    public void stop() {
        Running current = running;
        running = null;
        if (current != null) {
            current.inbox().close();
            current.subscription().close();
        }
    }
}
