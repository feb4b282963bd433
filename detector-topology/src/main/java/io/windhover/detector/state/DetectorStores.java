package io.windhover.detector.state;

import io.windhover.detector.Names;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.GroupTimer;
import io.windhover.schemas.LineageNode;
import io.windhover.schemas.RiskState;
import io.windhover.schemas.SourceWatch;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The detector's stores. What is stored is Avro with its schema's id in front, so that old state stays readable. */
public final class DetectorStores {
    private DetectorStores() {}

    /** The rules topic, by key. In memory: it is small, and read whole at every start. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> rules() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.RULES_STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    /** Nothing: Streams reads a topic whole, before the first event, only for a store. In memory, so that it begins anew. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> lists() {
        return empty(Names.LISTS_STORE);
    }

    /** Nothing, likewise. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> identities() {
        return empty(Names.IDENTITIES_STORE);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> empty(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    /** Episodes of triage. Cached, so that a storm about one entity is written once a commit. */
    public static StoreBuilder<KeyValueStore<String, EpisodeBook>> episodes(Serde<EpisodeBook> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Names.EPISODES_STORE), Serdes.String(), serde)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** Keys of episodes whose alert must be written again, with the event time that made them grow. */
    public static StoreBuilder<KeyValueStore<String, Long>> grown() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.GROWN_STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** How many alerts each rule opened. */
    public static StoreBuilder<KeyValueStore<String, Long>> opened() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.OPENED_STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** What stateful rules remember of each group. Cached, so that a group that is busy is written once a commit. */
    public static StoreBuilder<KeyValueStore<byte[], byte[]>> groups() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.GROUPS_STORE), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** Risk of entities. */
    public static StoreBuilder<KeyValueStore<String, RiskState>> risk(Serde<RiskState> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Names.RISK_STORE), Serdes.String(), serde)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** Groups that must be asked at a time, likewise. */
    public static StoreBuilder<KeyValueStore<byte[], GroupTimer>> timers(Serde<GroupTimer> serde) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.TIMERS_STORE), Serdes.ByteArray(), serde)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** Nodes of the lineage. */
    public static StoreBuilder<KeyValueStore<String, LineageNode>> lineage(Serde<LineageNode> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Names.LINEAGE_STORE), Serdes.String(), serde)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** Sources that were heard. In memory: they are few, and all are looked at every few seconds. */
    public static StoreBuilder<KeyValueStore<String, SourceWatch>> sources(Serde<SourceWatch> serde) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(Names.SOURCES_STORE), Serdes.String(), serde)
                .withLoggingEnabled(Map.of());
    }

    /** Up to when the partitions of the events topic are read, likewise. */
    public static StoreBuilder<KeyValueStore<String, Long>> progress() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.PROGRESS_STORE), Serdes.String(), Serdes.Long())
                .withLoggingEnabled(Map.of());
    }
}
