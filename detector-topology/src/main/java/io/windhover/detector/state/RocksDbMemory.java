package io.windhover.detector.state;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory of every RocksDB store of one detector: one block cache, which also holds index and filter blocks,
 * and one write-buffer manager that draws on it. So the total is what the operator set, however many stores and
 * partitions there are. Close it after the stores.
 */
public final class RocksDbMemory implements AutoCloseable {
    /** Key under which the Streams configuration carries this object to each store's options. */
    public static final String CONFIG = "windhover.rocksdb.memory";

    private static final int SHARD_BITS = 4;
    private static final double HIGH_PRIORITY_SHARE = 0.1;
    private static final int WRITE_BUFFER_SHARE = 4;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * Sets memory aside.
     *
     * @param bytes for all stores together
     */
    public RocksDbMemory(long bytes) {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(bytes, SHARD_BITS, false, HIGH_PRIORITY_SHARE);
        this.writeBuffers = new WriteBufferManager(bytes / WRITE_BUFFER_SHARE, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** Bytes of the cache that are in use, write buffers included; 0 after it was closed. */
    public synchronized long used() {
        return cache.isOwningHandle() ? cache.getUsage() : 0;
    }

    @Override
    public synchronized void close() {
        writeBuffers.close();
        cache.close();
    }
}
