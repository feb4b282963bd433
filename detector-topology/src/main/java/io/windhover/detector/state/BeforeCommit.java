package io.windhover.detector.state;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets a processor forward what it has gathered right before its task commits, in the same transaction: nobody could have
 * read it earlier, so to gather costs no time, and to lose it would take losing the offsets of what it was made of as well.
 *
 * <p>Streams has no such moment for processors, only for its own caches, so this is a store that stores nothing and calls
 * itself a cache. All that depends on Streams' internals for it is in here.
 */
public final class BeforeCommit implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private @Nullable Runnable action;
    private boolean open;

    private BeforeCommit(String name) {
        this.name = name;
    }

    /** Builds one for each task. */
    public static StoreBuilder<BeforeCommit> builder(String name) {
        return new Builder(name);
    }

    /**
     * Has an action called before each commit of the task, as if it were part of the processor; to be called by its
     * {@code init}, in place of what was said before.
     *
     * @param context of the processor
     */
    public void call(ProcessorContext<?, ?> context, Runnable action) {
        InternalProcessorContext<?, ?> task = (InternalProcessorContext<?, ?>) context;
        ProcessorNode<?, ?, ?, ?> node = task.currentNode();
        this.action = () -> {
            ProcessorNode<?, ?, ?, ?> nodeBefore = task.currentNode();
            ProcessorRecordContext recordBefore = task.recordContext();
            task.setCurrentNode(node);
            // As Streams does it for its timers: what fails is the fault of no record, and nothing of it is committed.
            task.setRecordContext(new ProcessorRecordContext(0, -1, -1, null, new RecordHeaders()));
            try {
                action.run();
            } finally {
                task.setRecordContext(recordBefore);
                task.setCurrentNode(nodeBefore);
            }
        };
    }

    @Override
    public void flushCache() {
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void clearCache() {
        // What was gathered is the processor's, which forgets it when it begins.
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        action = null;
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private record Builder(String name) implements StoreBuilder<BeforeCommit> {
        @Override
        public StoreBuilder<BeforeCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingEnabled(@Nullable Map<String, String> config) {
            throw new UnsupportedOperationException("there is nothing to log");
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingDisabled() {
            return this;
        }

        @Override
        public BeforeCommit build() {
            return new BeforeCommit(name);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
