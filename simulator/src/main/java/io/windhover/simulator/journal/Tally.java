package io.windhover.simulator.journal;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Counts the events of the logs that are wanted, passes them on, and drops those of the others. Not thread-safe. */
public final class Tally implements EventSink {
    private final EventSink sink;
    private final Map<Log, long[]> events = new EnumMap<>(Log.class);
    private long bytes;

    public Tally(Set<Log> wanted, EventSink sink) {
        this.sink = sink;
        wanted.forEach(log -> events.put(log, new long[1]));
    }

    @Override
    public void accept(Log log, long time, byte[] line, int length) throws IOException {
        long[] count = events.get(log);
        if (count != null) {
            count[0]++;
            bytes += length + 1;
            sink.accept(log, time, line, length);
        }
    }

    @Override
    public void finish() throws IOException {
        sink.finish();
    }

    /** How many events of each log there were; logs without any are left out. */
    public Map<Log, Long> byLog() {
        Map<Log, Long> byLog = new EnumMap<>(Log.class);
        events.forEach((log, count) -> {
            if (count[0] > 0) {
                byLog.put(log, count[0]);
            }
        });
        return byLog;
    }

    public long events() {
        return events.values().stream().mapToLong(count -> count[0]).sum();
    }

    /** With line feeds, before compression. */
    public long bytes() {
        return bytes;
    }
}
