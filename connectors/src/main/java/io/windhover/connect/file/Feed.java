package io.windhover.connect.file;

import io.windhover.connect.read.Read;
import java.io.Closeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a task takes its records from. Not thread-safe but for {@link #bytesConsumed}. */
interface Feed extends Closeable {

    /**
     * What was found next.
     *
     * @param partition Connect's source partition
     * @param offset Connect's source offset: where a restart goes on once this was written
     */
    record Found(Read read, Map<String, String> partition, Map<String, Object> offset) {}

    /** The next record; null where there is none now. */
    @Nullable
    Found next();

    /** Whether nothing will follow any more, once {@link #next} has returned null. */
    boolean isFinite();

    /** Bytes read so far, as they lie on disk. */
    long bytesConsumed();
}
