package io.windhover.connect.s3;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** What the worker has stored of source offsets; nothing where there is no worker. Thread-safe as the worker's reader is. */
final class StoredOffsets {

    private final @Nullable OffsetStorageReader reader;

    StoredOffsets(@Nullable SourceTaskContext context) {
        reader = context == null ? null : context.offsetStorageReader();
    }

    Optional<ObjectOffset> of(Map<String, String> partition) {
        return Optional.ofNullable(of(List.of(partition)).get(partition));
    }

    /** Those that there are. One question for many: a worker reads its topic of offsets to the end for each. */
    Map<Map<String, String>, ObjectOffset> of(Collection<Map<String, String>> partitions) {
        Map<Map<String, String>, ObjectOffset> found = new HashMap<>();
        if (reader != null && !partitions.isEmpty()) {
            reader.offsets(partitions).forEach((partition, stored) -> {
                if (stored != null) {
                    ObjectOffset.from(stored).ifPresent(offset -> found.put(partition, offset));
                }
            });
        }
        return found;
    }
}
