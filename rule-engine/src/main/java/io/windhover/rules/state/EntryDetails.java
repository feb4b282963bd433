package io.windhover.rules.state;

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
                .signed(evidence.getOffset())
                .number(carried.size());
        carried.forEach((name, text) -> out.text(name).text(text));
        int end = out.length();
        boolean shows = !evidence.getSummary().isEmpty() || subject != null;
        if (shows) {
            out.text(evidence.getSummary()).flag(subject != null);
            if (subject != null) {
                subject.write(out);
            }
        }
        EntryDetails details =
                new EntryDetails(evidence.getTopic(), out.toBytes(), 0, end, shows ? end : 0, shows ? out.length() : 0);
        details.uid = evidence.getUid();
        return details;
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
        int count = in.count();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> carried = new HashMap<>();
        for (int i = 0; i < count; i++) {
            carried.put(in.text(), in.text());
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
        return in.flag() ? Subject.read(in) : null;
    }

    /** Whether nothing is shown of the event. */
    boolean isBrief() {
        return shownFrom == shownTo;
    }

    EntryDetails inBrief() {
        return new EntryDetails(topic, bytes, from, to, 0, 0);
    }
}
