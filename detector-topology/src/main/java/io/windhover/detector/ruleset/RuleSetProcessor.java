package io.windhover.detector.ruleset;

import io.windhover.detector.Names;
import io.windhover.schemas.RuleDocument;
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
 * itself throws: a record that cannot be read is refused and the active set stays.
 */
public final class RuleSetProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSetProcessor.class);

    private final ActiveRules active;
    private final RuleLibrary library;
    private final Deserializer<RuleDocument> deserializer;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> store;

    /**
     * Makes a processor; Streams makes two.
     *
     * @param library outlives this object: Streams restores through one processor and goes on with another
     * @param deserializer of the topic's values
     * @param active takes the changes
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public RuleSetProcessor(RuleLibrary library, Deserializer<RuleDocument> deserializer, ActiveRules active) {
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
        try {
            apply(record, offset);
        } catch (RuntimeException e) {
            refuse(new RuleSetChange.Refused(offset, "the record cannot be read"), e);
        }
    }

    private void apply(Record<String, byte[]> record, long offset) {
        if (record.value() == null) {
            library.remove(record.key());
            return;
        }
        String topic = context.recordMetadata().orElseThrow().topic();
        RuleDocument document = deserializer.deserialize(topic, record.headers(), record.value());
        library.put(record.key(), document, offset).ifPresent(change -> {
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
