package io.windhover.detector.ruleset;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.Names;
import io.windhover.detector.compacted.FollowingProcessor;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.registry.SchemaRegistryException.Reason;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RuleSetFollowerTest {
    private static final String TOPIC = "windhover.rules";
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";

    private final SchemaRegistry registry =
            SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    private final AvroSerde<RuleDocument> serde = new AvroSerde<>(RuleDocument.class, registry);
    private final RuleLibrary library = new RuleLibrary(RuleCompiler.standard());
    private final ActiveRules active = new ActiveRules(library.none());
    private final Deque<Reason> failures = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<RuleSetChange> changes = new ArrayList<>();

    @Test
    void shouldAskAgainWithAGrowingPauseUntilTheRegistryAnswers() {
        for (int i = 0; i < 10; i++) {
            failures.add(i == 1 ? Reason.REFUSED : Reason.UNAVAILABLE);
        }

        publishTo(processor(pauses::add));

        assertThat(active.current().version()).isEqualTo(1);
        assertThat(changes).hasSize(1);
        assertThat(pauses).hasSize(10).isSorted().endsWith(Duration.ofSeconds(30));
        assertThat(pauses.get(0)).isLessThan(pauses.get(1));
    }

    @Test
    void shouldRefuseARecordWhoseSchemaIsUnknown() {
        failures.add(Reason.NOT_FOUND);

        publishTo(processor(pauses::add));

        assertThat(pauses).isEmpty();
        assertThat(changes).hasSize(2).allSatisfy(change -> assertThat(change)
                .isInstanceOf(RuleSetChange.Refused.class));
    }

    @Test
    void shouldStopWhenItIsInterruptedWhileItWaits() {
        failures.add(Reason.UNAVAILABLE);
        FollowingProcessor<RuleDocument> processor = processor(time -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> publishTo(processor)).isInstanceOf(InterruptException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(changes).isEmpty();
    }

    private MockProcessorContext<Void, Void> context;

    private FollowingProcessor<RuleDocument> processor(FollowingProcessor.Pause pause) {
        Deserializer<RuleDocument> flaky = (topic, value) -> {
            Reason reason = failures.poll();
            if (reason != null) {
                throw new SchemaRegistryException(reason, "test", null);
            }
            return serde.deserializer().deserialize(topic, value);
        };
        context = new MockProcessorContext<>();
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.RULES_STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        active.onChange(changes::add);
        FollowingProcessor<RuleDocument> processor =
                new FollowingProcessor<>(Names.RULES_STORE, flaky, new RuleSetFollower(library, active), pause);
        processor.init(context);
        return processor;
    }

    private void publishTo(FollowingProcessor<RuleDocument> processor) {
        RuleRelease release = RuleRelease.of(
                List.of(new RuleText(KEYS, "keys.yml", sigma(KEYS, "CreateAccessKey"))), null, null, NOON);
        release.documents().forEach((key, document) -> put(processor, key, document, 0));
        put(processor, release.manifestKey(), release.manifest(), 1);
    }

    private void put(FollowingProcessor<RuleDocument> processor, String key, RuleDocument document, long offset) {
        context.setRecordMetadata(TOPIC, 0, offset);
        processor.process(new Record<>(key, serde.serializer().serialize(TOPIC, document), 0L));
    }
}
