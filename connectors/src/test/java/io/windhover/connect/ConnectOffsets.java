package io.windhover.connect;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Keeps source offsets over restarts of a task, as Connect's worker does. */
public final class ConnectOffsets implements OffsetStorageReader {

    private final Map<Map<String, ?>, Map<String, Object>> committed = new HashMap<>();

    public SourceTaskContext context() {
        return (SourceTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SourceTaskContext.class},
                (proxy, method, arguments) -> method.getName().equals("offsetStorageReader") ? this : null);
    }

    @SuppressWarnings("unchecked") // the task's own offsets
    public void commit(List<SourceRecord> records) {
        records.forEach(record -> committed.put(record.sourcePartition(), (Map<String, Object>) record.sourceOffset()));
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return committed.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        throw new UnsupportedOperationException("the task asks for one");
    }
}
