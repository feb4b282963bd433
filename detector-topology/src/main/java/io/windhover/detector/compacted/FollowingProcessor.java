package io.windhover.detector.compacted;

import io.windhover.registry.SchemaRegistryException;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a compacted topic for a global store. Streams runs every record of the topic through it before the first event
 * is processed, and again after a restart.
 *
 * <p>Nothing that stands on the topic may stop detection, so no exception leaves {@link #process} but what the store
 * itself throws: a record that cannot be read is refused. A schema registry that does not answer says nothing of the
 * record, so it is asked again until it does, with a pause that grows to half a minute; an interrupt ends that with an
 * {@link InterruptException}.
 */
public final class FollowingProcessor<V> implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(FollowingProcessor.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final @Nullable String storeName;
    private final Deserializer<V> deserializer;
    private final Follower<V> follower;
    private final Pause pause;
    private ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    /** Waits on the calling thread. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Makes a processor; Streams makes two.
     *
     * @param storeName the global store that keeps the records too; null where the follower keeps all that is needed
     * @param deserializer of the topic's values
     */
    public FollowingProcessor(@Nullable String storeName, Deserializer<V> deserializer, Follower<V> follower) {
        this(storeName, deserializer, follower, time -> Thread.sleep(time.toMillis()));
    }

    /** With a way to wait of the caller's own. */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public FollowingProcessor(
            @Nullable String storeName, Deserializer<V> deserializer, Follower<V> follower, Pause pause) {
        this.storeName = storeName;
        this.deserializer = deserializer;
        this.follower = follower;
        this.pause = pause;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.store = storeName == null ? null : context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (store != null) {
            store.put(record.key(), record.value());
        }
        long offset = context.recordMetadata().orElseThrow().offset();
        if (record.value() == null) {
            follower.remove(record.key(), offset);
            return;
        }
        try {
            follower.put(record.key(), read(record), offset);
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            follower.refuse(record.key(), offset, e);
        }
    }

    private V read(Record<String, byte[]> record) {
        String topic = context.recordMetadata().orElseThrow().topic();
        Duration wait = FIRST_PAUSE;
        while (true) {
            try {
                return deserializer.deserialize(topic, record.headers(), record.value());
            } catch (SchemaRegistryException e) {
                if (e.reason() == SchemaRegistryException.Reason.NOT_FOUND) {
                    throw new SerializationException("the registry does not know the record's schema", e);
                }
                LOG.atWarn()
                        .addKeyValue("topic", topic)
                        .addKeyValue("reason", e.reason())
                        .addKeyValue("again-in", wait)
                        .log("the schema registry does not give the schema of a record", e);
            }
            pauseFor(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void pauseFor(Duration time) {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
