package io.windhover.connect.s3;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The offsets that a worker would store, which the test decides on. */
final class StoredByTest implements OffsetStorageReader {

    private final Map<Map<String, ?>, Map<String, Object>> stored = new ConcurrentHashMap<>();

    SourceTaskContext context() {
        return (SourceTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SourceTaskContext.class},
                (proxy, method, arguments) -> method.getName().equals("offsetStorageReader") ? this : null);
    }

    @SuppressWarnings("unchecked") // the task's own offsets
    void store(List<SourceRecord> records) {
        records.forEach(record -> stored.put(record.sourcePartition(), (Map<String, Object>) record.sourceOffset()));
    }

    int partitions() {
        return stored.size();
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return stored.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, stored.get(partition)));
        return found;
    }
}
