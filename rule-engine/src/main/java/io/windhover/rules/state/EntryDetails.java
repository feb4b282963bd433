package io.windhover.rules.state;

import io.windhover.rules.ir.Feed.Carried;
import io.windhover.schemas.Evidence;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of an entry what is looked at only where a window is true: as bytes, which go from one state to the next as they are. They
 * come in two parts, one that finds the event again and one that shows it.
 */
final class EntryDetails {
    /** What is shown beside the summary. */
    private static final int SUBJECT = 1;

    private static final int CONTEXT = 2;

    private final String topic;
    private final byte[] bytes;
    /** Where the part begins that finds the event, and where it ends. */
    private final int from;

    private final int to;
    /** The same of what is shown; both equal where nothing is. */
    private final int shownFrom;

    private final int shownTo;
    private @Nullable String uid;

    private EntryDetails(String topic, byte[] bytes, int from, int to, int shownFrom, int shownTo) {
        this.topic = topic;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.shownFrom = shownFrom;
        this.shownTo = shownTo;
    }

    static EntryDetails of(Evidence evidence, Map<String, String> carried, @Nullable Subject subject) {
        StateWriter out = StateWriter.part();
        out.uid(evidence.getUid())
                .signed(evidence.getIngestTime().toEpochMilli()
                        - evidence.getTime().toEpochMilli())
                .number(evidence.getPartition() + 1)
                .signed(evidence.getOffset());
        write(out, carried, false);
        int end = out.length();
        boolean context = carried.keySet().stream().anyMatch(Carried::isToShow);
        boolean shows = !evidence.getSummary().isEmpty() || subject != null || context;
        if (shows) {
            out.text(evidence.getSummary()).number((subject != null ? SUBJECT : 0) | (context ? CONTEXT : 0));
            if (subject != null) {
                subject.write(out);
            }
            if (context) {
                write(out, carried, true);
            }
        }
        EntryDetails details =
                new EntryDetails(evidence.getTopic(), out.toBytes(), 0, end, shows ? end : 0, shows ? out.length() : 0);
        details.uid = evidence.getUid();
        return details;
    }

    private static void write(StateWriter out, Map<String, String> carried, boolean toShow) {
        out.number(carried.keySet().stream()
                .filter(name -> Carried.isToShow(name) == toShow)
                .count());
        carried.forEach((name, text) -> {
            if (Carried.isToShow(name) == toShow) {
                out.text(name).text(text);
            }
        });
    }

    private static void read(StateReader in, Map<String, String> carried) {
        for (int i = in.count(); i > 0; i--) {
            carried.put(in.text(), in.text());
        }
    }

    static EntryDetails read(StateReader in, String topic) {
        int length = in.count();
        int from = in.skip(length);
        int shown = in.count();
        int shownFrom = in.skip(shown);
        return new EntryDetails(topic, in.bytes(), from, from + length, shownFrom, shownFrom + shown);
    }

    void write(StateWriter out) {
        out.number(to - from).part(bytes, from, to).number(shownTo - shownFrom).part(bytes, shownFrom, shownTo);
    }

    String topic() {
        return topic;
    }

    String uid() {
        String known = uid;
        if (known == null) {
            known = StateReader.part(bytes, from).uid();
            uid = known;
        }
        return known;
    }

    /** @param time of the event, in milliseconds */
    Evidence evidence(long time) {
        StateReader in = StateReader.part(bytes, from);
        return new Evidence(
                in.uid(),
                Instant.ofEpochMilli(time),
                Instant.ofEpochMilli(time + in.signed()),
                topic,
                in.count() - 1,
                in.signed(),
                isBrief() ? "" : StateReader.part(bytes, shownFrom).text());
    }

    Map<String, String> carried() {
        StateReader in = StateReader.part(bytes, from);
        in.uid();
        in.signed();
        in.number();
        in.signed();
        Map<String, String> carried = new HashMap<>();
        read(in, carried);
        if (!isBrief()) {
            StateReader shown = StateReader.part(bytes, shownFrom);
            shown.text();
            int parts = shown.count();
            if ((parts & SUBJECT) != 0) {
                Subject.read(shown);
            }
            if ((parts & CONTEXT) != 0) {
                read(shown, carried);
            }
        }
        return carried;
    }

    @Nullable
    Subject subject() {
        if (isBrief()) {
            return null;
        }
        StateReader in = StateReader.part(bytes, shownFrom);
        in.text();
        return (in.count() & SUBJECT) != 0 ? Subject.read(in) : null;
    }

    /** Whether nothing is shown of the event. */
    boolean isBrief() {
        return shownFrom == shownTo;
    }

    EntryDetails inBrief() {
        return new EntryDetails(topic, bytes, from, to, 0, 0);
    }
}
