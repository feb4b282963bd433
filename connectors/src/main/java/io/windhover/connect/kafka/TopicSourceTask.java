package io.windhover.connect.kafka;

import io.windhover.connect.plugin.PluginVersion;
import io.windhover.connect.record.EventRecords;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads its share of the partitions of topics or hubs.
 *
 * <p>Where it goes on is kept by Connect alone: a message's offset and how many of its records were handled. What is fetched
 * and not yet handed over is bounded by the consumer's fetch sizes; nothing is fetched while Connect does not ask.
 */
public final class TopicSourceTask extends SourceTask {

    /** Bounds what is handed over at once also where records are large. */
    private static final int BATCH_BYTES = 8 << 20;

    private final Function<Map<String, Object>, Consumer<byte[], byte[]>> consumers;
    private final Clock clock;
    private final Object polling = new Object();

    private volatile @Nullable Running running;
    private volatile boolean stopped;

    /** What exists between start and stop. */
    private static final class Running {
        final TopicSourceConfig config;
        final TopicReader reader;
        final MessageRecords messages;
        final LostMessages lost;
        final Deque<Found> found = new ArrayDeque<>();

        Running(TopicSourceConfig config, TopicReader reader, MessageRecords messages, LostMessages lost) {
            this.config = config;
            this.reader = reader;
            this.messages = messages;
            this.lost = lost;
        }
    }

    /** As a worker makes it. */
    public TopicSourceTask() {
        this(
                settings -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                Clock.systemUTC());
    }

    TopicSourceTask(Function<Map<String, Object>, Consumer<byte[], byte[]>> consumers, Clock clock) {
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        TopicSourceConfig config = TopicSourceConfig.ofTask(settings);
        Consumer<byte[], byte[]> consumer;
        try {
            consumer = consumers.apply(config.consumer());
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ConnectException("the consumer's settings do not work: " + reason.getMessage(), e);
        }
        running = new Running(
                config,
                new TopicReader(consumer, config, partition -> kept(config, partition)),
                new MessageRecords(config, new EventRecords(config, clock)),
                LostMessages.register(context));
    }

    private Optional<Position> kept(TopicSourceConfig config, TopicPartition partition) {
        return context == null || context.offsetStorageReader() == null
                ? Optional.empty()
                : Position.from(context.offsetStorageReader().offset(Position.partition(config.cluster(), partition)));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        synchronized (polling) {
            Running current = running;
            if (current == null || stopped) {
                return null;
            }
            try {
                List<SourceRecord> batch = batch(current);
                return batch.isEmpty() ? null : batch;
            } catch (AuthenticationException e) {
                throw new ConnectException(current.config.refused(), e);
            } catch (AuthorizationException e) {
                throw new ConnectException("not allowed to read: " + e.getMessage(), e);
            }
        }
    }

    private List<SourceRecord> batch(Running current) throws InterruptedException {
        List<SourceRecord> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < current.config.batchRecords() && bytes < BATCH_BYTES) {
            SourceRecord next = current.messages.next();
            if (next != null) {
                batch.add(next);
                bytes += ((byte[]) next.value()).length;
            } else if (!begin(current, batch.isEmpty())) {
                break;
            }
        }
        return batch;
    }

    /** Goes on to the next message; false where there is none. */
    private static boolean begin(Running current, boolean mayWait) throws InterruptedException {
        if (current.found.isEmpty() && mayWait) {
            current.found.addAll(current.reader.poll());
        }
        Found next = current.found.poll();
        if (next == null) {
            return false;
        }
        if (next instanceof Found.Gap gap) {
            current.lost.add(gap.expired());
        }
        current.messages.open(next);
        return true;
    }

    @Override
    public void stop() {
        stopped = true;
        Running current = running;
        if (current != null) {
            current.reader.wakeUp();
            synchronized (polling) {
                running = null;
                current.reader.close();
            }
        }
    }
}
