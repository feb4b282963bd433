package io.windhover.connect.s3;

import java.util.List;

/** What a message on the queue says. */
sealed interface Notification {

    /** Objects were created: at least one. */
    record Created(List<ObjectAddress> objects) implements Notification {
        public Created {
            objects = List.copyOf(objects);
        }
    }

    /** It is understood, and announces no new object: a test, a deletion. */
    record Nothing() implements Notification {}

    /**
     * It is not understood.
     *
     * @param reason one sentence without any of the message's values
     */
    record NotUnderstood(String reason) implements Notification {}
}
