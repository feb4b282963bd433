package io.windhover.connect.s3;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Where a task's work comes from: a queue, or a bucket's prefixes. */
interface ObjectFeed extends AutoCloseable {

    /**
     * The next turn; null where none comes in this time.
     *
     * @throws ConnectException where none will come unless somebody does something
     */
    @Nullable
    Turn next(long millis) throws InterruptedException;

    /** The worker is done with a record: the broker has it, or it was dropped on purpose. Any thread may call it. */
    void done(SourceRecord record);

    /** The worker has committed offsets. Any thread may call it. */
    void committed();

    /** Nothing more will be done; the worker has committed what it could. */
    @Override
    void close();
}
