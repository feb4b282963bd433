package io.windhover.detector.state;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Options;

/** Has each store draw on the detector's one {@link RocksDbMemory}. Streams makes one of these for each store. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long BLOCK_BYTES = 16 * 1024;
    private static final long WRITE_BUFFER_BYTES = 4 * 1024 * 1024;
    /** A store's write buffer grows by this; RocksDB's default, an eighth, would be bytes that hundreds of stores do not use. */
    private static final long ARENA_BYTES = 64 * 1024;
    /** Set aside on the disk by every store for the list of its files; RocksDB's default of 4 MB is a gigabyte of 250 stores. */
    private static final long MANIFEST_BYTES = 64 * 1024;

    private BloomFilter filter;

    @SuppressWarnings("NullAway.Init") // Streams calls setConfig before close.
    public BoundedRocksDb() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(RocksDbMemory.CONFIG) instanceof RocksDbMemory memory)) {
            throw new IllegalStateException("the Streams configuration lacks " + RocksDbMemory.CONFIG);
        }
        filter = new BloomFilter();
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setBlockSize(BLOCK_BYTES);
        table.setFilterPolicy(filter);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setArenaBlockSize(ARENA_BYTES);
        options.setManifestPreallocationSize(MANIFEST_BYTES);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        filter.close();
    }
}
