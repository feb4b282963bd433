package io.windhover.simulator.journal;

import io.windhover.simulator.text.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where the writers of logs put their events down. Not thread-safe. */
public final class Journal {
    private final EventSink sink;
    private final Line line;
    private final @Nullable Label label;

    private Journal(EventSink sink, Line line, @Nullable Label label) {
        this.sink = sink;
        this.line = line;
        this.label = label;
    }

    /** Of honest events. */
    public static Journal to(EventSink sink) {
        return new Journal(sink, new Line(), null);
    }

    /** For the events of one attack, which the label remembers. */
    public Journal labelled(Label newLabel) {
        return new Journal(sink, line, newLabel);
    }

    /** For events that belong to no attack. */
    public Journal unlabelled() {
        return new Journal(sink, line, null);
    }

    /** An empty line; there is only one at a time. */
    public Line begin() {
        return line.clear();
    }

    /** The line is an event. */
    public void end(Log log, long time) {
        if (label != null) {
            label.add(log, line.marked(), time);
        }
        try {
            sink.accept(log, time, line.bytes(), line.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
