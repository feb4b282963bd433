package io.windhover.connect.s3;

import io.windhover.connect.read.Read;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;

/** What a task has to do next. */
sealed interface Turn {

    /** Connect's source partition of what comes of it. */
    Map<String, String> partition();

    /** Who has to know how it goes. */
    Claim claim();

    /**
     * An object is to be read.
     *
     * @param offset how far it, or another of the same partition, was handled before
     */
    record ToRead(ObjectAddress address, Map<String, String> partition, Optional<ObjectOffset> offset, Claim claim)
            implements Turn {}

    /** Something that cannot be read is to be reported. */
    record ToReport(Read.Unreadable unreadable, Map<String, String> partition, Map<String, ?> offset, Claim claim)
            implements Turn {}

    /** Whoever made it a turn. */
    interface Claim {

        /** A record of it goes to the worker. */
        void handedOut(SourceRecord record);

        /** All its records were handed out. */
        void read();

        /**
         * The object cannot be read, and no other try would change that.
         *
         * @return what is to be reported instead; empty where somebody else takes care of it
         * @throws ConnectException where somebody has to do something before anything more can be read
         */
        Optional<ToReport> refused(AwsFailure failure);
    }
}
