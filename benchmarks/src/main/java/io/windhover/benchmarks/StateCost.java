package io.windhover.benchmarks;

import io.windhover.local.TemporaryDirectory;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.GroupKey;
import io.windhover.rules.GroupMemory;
import io.windhover.rules.GroupStore;
import io.windhover.rules.RuleSet;
import io.windhover.rules.state.Fold;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * What the shipped rules remember costs: each is told of every principal on {@value #DAYS} days, with the values that such a
 * field typically has, and its states are written to RocksDB with bounded memory. Prints, for each rule, bytes of key and
 * state for a principal, bytes written (what a changelog without compaction holds), and of all together what stands on the
 * disk and what the heap took.
 */
public final class StateCost {
    private static final int PRINCIPALS = 100_000;
    private static final int DAYS = 10;
    private static final long ROCKSDB_BYTES = 128L << 20;
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final byte[] NOTHING = {};

    private final Random random = new Random(1);

    private StateCost() {}

    /** One argument: how many principals; 100,000 by default. */
    public static void main(String[] arguments) throws IOException, RocksDBException {
        new StateCost().run(arguments.length == 0 ? PRINCIPALS : Integer.parseInt(arguments[0]));
    }

    private void run(int principals) throws IOException, RocksDBException {
        RocksDB.loadLibrary();
        RuleSet rules = RuleSets.shipped();
        try (TemporaryDirectory folder = TemporaryDirectory.create("windhover-state-");
                Cache cache = new LRUCache(ROCKSDB_BYTES, 4, false, 0.1);
                WriteBufferManager buffers = new WriteBufferManager(ROCKSDB_BYTES / 4, cache);
                Options options = options(cache, buffers);
                RocksDB database = RocksDB.open(options, folder.path().toString());
                WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
            Store store = new Store(database, unlogged);
            GroupMemory memory = new GroupMemory(store);
            System.out.printf("%-62s %12s %14s%n", "rule", "bytes", "bytes written");
            long total = 0;
            for (CompiledStatefulRule rule : rules.stateful()) {
                store.begin();
                for (int day = 0; day < DAYS; day++) {
                    for (int principal = 0; principal < principals; principal++) {
                        memory.observe(rules, observation(rule, principal, day), level -> Fold.NO_WATERMARK);
                    }
                }
                total += store.bytes;
                System.out.printf(
                        "%-62s %,12.1f %,14.1f%n",
                        rule.reference().getTitle(),
                        (double) store.bytes / principals,
                        (double) store.written / principals);
            }
            try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
                database.flush(flush);
            }
            database.compactRange();
            System.out.printf(
                    "%,d principals, %d rules: %,.1f MB of keys and states, %,.1f MB on disk, heap %,.1f MB of at most %,d MB%n",
                    principals,
                    rules.stateful().size(),
                    total / 1e6,
                    size(folder.path()) / 1e6,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static Options options(Cache cache, WriteBufferManager buffers) {
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(buffers)
                .setWriteBufferSize(4 << 20)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(16 << 10)
                        .setCacheIndexAndFilterBlocks(true));
    }

    /** A principal has four usual values of a field, and shows another one of them each day. */
    private Observation observation(CompiledStatefulRule rule, int principal, int day) {
        Instant time = BEGIN.plus(Duration.ofDays(day)).plusMillis(random.nextInt(86_400_000));
        Evidence evidence = new Evidence(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                time,
                time,
                "windhover.events",
                principal & 31,
                day * 1_000_003L + principal,
                "arn:aws:iam::111122223333:user/name-" + principal + " called ListBuckets on s3.amazonaws.com");
        List<String> group = new ArrayList<>();
        for (int i = 0; i < rule.groupFields().size(); i++) {
            group.add(i == 0 ? "principal-" + principal : "group-" + principal % 100);
        }
        List<String> values = new ArrayList<>();
        for (String field : rule.valueFields()) {
            values.add(value(field, principal, day));
        }
        return new Observation(
                rule.reference().getUid(),
                rule.reference().getHash(),
                0L,
                rule.looksAt().get(day % rule.looksAt().size()),
                group,
                values,
                0,
                evidence,
                Map.of(),
                false,
                ObservationKind.EVENT,
                null,
                null,
                List.of(),
                null);
    }

    private static String value(String field, int principal, int day) {
        int which = principal * 31 + day % 4;
        if (field.endsWith(".lat")) {
            return Double.toString(which % 120 - 60);
        } else if (field.endsWith(".long")) {
            return Double.toString(which % 300 - 150);
        } else if (field.endsWith("network_type")) {
            return "";
        } else if (field.endsWith(".number")) {
            return Integer.toString(64_496 + which % 100_000);
        } else if (field.endsWith("country")) {
            return "C" + which % 8;
        } else if (field.endsWith(".operation")) {
            return "DescribeSomething" + which % 400;
        }
        return "value-" + which;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(StateCost::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts what is written. Timers are counted and not kept: no watermark comes. */
    private static final class Store implements GroupStore {
        private final RocksDB database;
        private final WriteOptions options;
        private long bytes;
        private long written;

        Store(RocksDB database, WriteOptions options) {
            this.database = database;
            this.options = options;
        }

        void begin() {
            bytes = 0;
            written = 0;
        }

        @Override
        public byte[] get(byte[] key) {
            try {
                byte[] state = database.get(key);
                return state == null ? NOTHING : state;
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void put(byte[] key, byte[] state) {
            byte[] before = get(key);
            bytes += before.length == 0 ? key.length + state.length : state.length - before.length;
            written += key.length + state.length;
            try {
                database.put(options, key, state);
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void schedule(Timer timer) {
            written += Long.BYTES + GroupKey.LENGTH;
        }
    }
}
