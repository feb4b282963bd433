package io.windhover.detector.ruleset;

import io.windhover.detector.Names;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.schemas.RuleDocument;
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
 * Follows the rules topic: keeps its records in the global store and swaps the active rule set at each manifest. Streams
 * runs every record of the topic through it before the first event is processed, and again after a restart.
 *
 * <p>Nothing that stands on the topic may stop detection, so no exception leaves {@link #process} but what the store
 * itself throws: a record that cannot be read is refused and the active set stays. A schema registry that does not answer
 * says nothing of the record, so it is asked again until it does, with a pause that grows to half a minute; an interrupt
 * ends that with an {@link InterruptException}.
 */
public final class RuleSetProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSetProcessor.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ActiveRules active;
    private final RuleLibrary library;
    private final Deserializer<RuleDocument> deserializer;
    private final Pause pause;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> store;

    /** Waits on the calling thread. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Makes a processor; Streams makes two.
     *
     * @param library outlives this object: Streams restores through one processor and goes on with another
     * @param deserializer of the topic's values
     * @param active takes the changes
     */
    public RuleSetProcessor(RuleLibrary library, Deserializer<RuleDocument> deserializer, ActiveRules active) {
        this(library, deserializer, active, time -> Thread.sleep(time.toMillis()));
    }

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    RuleSetProcessor(RuleLibrary library, Deserializer<RuleDocument> deserializer, ActiveRules active, Pause pause) {
        this.pause = pause;
        this.library = library;
        this.deserializer = deserializer;
        this.active = active;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.store = context.getStateStore(Names.RULES_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        store.put(record.key(), record.value());
        long offset = context.recordMetadata().orElseThrow().offset();
        if (record.value() == null) {
            library.remove(record.key());
            return;
        }
        try {
            put(record.key(), read(record), offset);
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            refuse(new RuleSetChange.Refused(offset, "the record cannot be read"), e);
        }
    }

    private RuleDocument read(Record<String, byte[]> record) {
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
                        .addKeyValue("reason", e.reason())
                        .addKeyValue("again-in", wait)
                        .log("the schema registry does not give the schema of a rule document", e);
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

    private void put(String key, RuleDocument document, long offset) {
        library.put(key, document, offset).ifPresent(change -> {
            if (change instanceof RuleSetChange.Refused refused) {
                refuse(refused, null);
            } else if (change instanceof RuleSetChange.Activated activated) {
                activate(activated);
            }
        });
    }

    private void activate(RuleSetChange.Activated activated) {
        ActiveRuleSet set = activated.active();
        active.apply(activated);
        LOG.atInfo()
                .addKeyValue("version", set.version())
                .addKeyValue("rules", set.rules().rules().size())
                .addKeyValue(
                        "refused",
                        set.issues().stream().filter(issue -> issue.isError()).count())
                .log("rule set active");
        set.issues().stream()
                .filter(issue -> issue.isError())
                .forEach(issue -> LOG.atWarn().addKeyValue("issue", issue).log("rule refused"));
    }

    private void refuse(RuleSetChange.Refused refused, @Nullable Throwable cause) {
        active.apply(refused);
        LOG.atError()
                .addKeyValue("version", refused.version())
                .addKeyValue("reason", refused.reason())
                .addKeyValue("cause", cause == null ? "-" : cause.getClass().getSimpleName())
                .addKeyValue("active", active.current().version())
                .log("rule set refused, the one before stays active");
    }
}
