package io.windhover.detector.remember;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.state.DetectorStores;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.rules.GroupStore.Timer;
import io.windhover.schemas.GroupTimer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsGroupStoreTest {
    @TempDir
    Path state;

    private KeyValueStore<byte[], byte[]> groups;
    private KeyValueStore<byte[], GroupTimer> timers;
    private StreamsGroupStore store;

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
        groups = DetectorStores.groups()
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        timers = DetectorStores.timers(new AvroSerde<>(
                        GroupTimer.class, SchemaRegistries.connect(Map.of("schema.registry.url", "mock://timers"))))
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        groups.init(context.getStateStoreContext(), groups);
        timers.init(context.getStateStoreContext(), timers);
        store = new StreamsGroupStore(groups, timers);
    }

    @AfterEach
    void close() {
        groups.close();
        timers.close();
    }

    @Test
    void shouldFindWhatIsDueTheEarliestFirst() {
        // Given
        store.schedule(timer(0, 300, "c"));
        store.schedule(timer(0, -100, "a"));
        store.schedule(timer(0, 200, "b"));
        store.schedule(timer(1, 150, "other level"));

        // When
        List<Timer> due = store.due(0, 250, 10);

        // Then
        assertThat(due).extracting(timer -> timer.group().get(0)).containsExactly("a", "b");
    }

    @Test
    void shouldFindWhatIsScheduledForATimeThatHasPassed() {
        // Given
        store.schedule(timer(0, 100, "a"));
        store.due(0, 500, 10).forEach(store::remove);
        assertThat(store.due(0, 600, 10)).isEmpty();

        // When
        store.schedule(timer(0, 50, "late"));
        store.schedule(timer(0, 650, "b"));

        // Then
        assertThat(store.due(0, 600, 10))
                .extracting(timer -> timer.group().get(0))
                .containsExactly("late");
    }

    @Test
    void shouldGoOnWhereThereWereTooManyAtOnce() {
        // Given
        List.of("a", "b", "c").forEach(group -> store.schedule(timer(0, 100, group)));
        store.schedule(timer(0, 101, "d"));

        // When
        List<Timer> first = store.due(0, 200, 2);
        first.forEach(store::remove);
        List<Timer> second = store.due(0, 200, 2);
        second.forEach(store::remove);

        // Then
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(2);
        assertThat(store.due(0, 200, 2)).isEmpty();
    }

    private static Timer timer(int level, long due, String group) {
        return new Timer(level, due, "rule", "hash", List.of(group));
    }
}
