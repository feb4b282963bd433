package io.windhover.cli.simulate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.windhover.simulator.journal.EventSink;
import io.windhover.simulator.journal.Log;
import java.io.PrintWriter;

/** Prints events; simulated events are ASCII. */
final class PrintedLog implements EventSink {
    private static final int CHECKED_EVERY = 1_024;

    private final PrintWriter writer;
    private long printed;
    private boolean closed;

    PrintedLog(PrintWriter writer) {
        this.writer = writer;
    }

    @Override
    public void accept(Log log, long time, byte[] bytes, int length) {
        writer.write(new String(bytes, 0, length, US_ASCII));
        writer.write('\n');
        if (++printed % CHECKED_EVERY == 0) {
            closed = writer.checkError();
        }
    }

    @Override
    public void finish() {
        writer.flush();
    }

    /** Whether nobody reads any more, as behind {@code | head}; found out at intervals only. */
    boolean isClosed() {
        return closed;
    }
}
