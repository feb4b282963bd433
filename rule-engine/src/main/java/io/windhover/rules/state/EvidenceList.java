package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Evidence within a state, one after the other: times relative to one another, a topic only where it changes, the summary
 * cut. Knows what was written or read last.
 */
final class EvidenceList {
    private static final int LONGEST_SUMMARY = 96;

    private long time;
    private String topic = "";

    void write(StateWriter out, Evidence evidence, Map<String, String> carried) {
        long now = evidence.getTime().toEpochMilli();
        boolean sameTopic = evidence.getTopic().equals(topic);
        out.signed(now - time)
                .signed(evidence.getIngestTime().toEpochMilli() - now)
                .text(evidence.getUid())
                .flag(sameTopic);
        if (!sameTopic) {
            out.text(evidence.getTopic());
        }
        out.signed(evidence.getPartition())
                .signed(evidence.getOffset())
                .text(Shown.cut(evidence.getSummary(), LONGEST_SUMMARY))
                .number(carried.size());
        carried.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> out.text(entry.getKey())
                .text(entry.getValue()));
        time = now;
        topic = evidence.getTopic();
    }

    Evidence read(StateReader in) {
        time += in.signed();
        Instant ingestTime = Instant.ofEpochMilli(time + in.signed());
        String uid = in.text();
        topic = in.flag() ? topic : in.text();
        return new Evidence(
                uid,
                Instant.ofEpochMilli(time),
                ingestTime,
                topic,
                Math.toIntExact(in.signed()),
                in.signed(),
                in.text());
    }

    /** What an event carried stands behind its evidence. */
    static Map<String, String> readCarried(StateReader in) {
        int count = in.count();
        Map<String, String> carried = new HashMap<>();
        for (int i = 0; i < count; i++) {
            carried.put(in.text(), in.text());
        }
        return carried;
    }
}
