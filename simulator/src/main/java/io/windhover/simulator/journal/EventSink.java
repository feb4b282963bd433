package io.windhover.simulator.journal;

import java.io.IOException;

/** Takes events, one at a time, on one thread. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes one event: a line of JSON without the line feed.
     *
     * @param time when it was done, in milliseconds since 1970
     * @param bytes hold the line; they change after the call
     * @param length how many of them, from the first
     */
    void accept(Log log, long time, byte[] bytes, int length) throws IOException;

    /** No further event comes. */
    default void finish() throws IOException {}
}
