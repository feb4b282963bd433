package io.windhover.cli.demo;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out so far: alerts in the order of their opening, each as it stands now, and dead letters. */
final class Outcome {
    private static final int SHOWN_DEAD_LETTERS = 5;

    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Latencies latencies = new Latencies();
    private final List<String> deadLetters = new ArrayList<>();
    private int deadLetterCount;
    private long updates;
    private long alertBytes;

    /**
     * Takes an alert's record.
     *
     * @param appended when the broker appended it, in milliseconds since 1970
     * @param bytes of its key and value
     */
    void alert(Alert alert, long appended, int bytes) {
        alertBytes += bytes;
        if (alert.getActivity() == AlertActivity.CREATE) {
            var decided = alert.getEvidence().get(alert.getEvidence().size() - 1);
            latencies.add(Math.max(0, appended - decided.getIngestTime().toEpochMilli()));
        } else {
            updates++;
        }
        if (alert.getActivity() == AlertActivity.CLOSE) {
            alerts.remove(alert.getUid());
        } else {
            alerts.put(alert.getUid(), withoutEvent(alert));
        }
    }

    /** What is summed up at the end needs no event, and a long run has many. */
    private static Alert withoutEvent(Alert alert) {
        return Alert.newBuilder(alert).setEvent(null).setEvidence(List.of()).build();
    }

    /** Takes a dead letter, by what its headers say. */
    void deadLetter(String reason) {
        if (++deadLetterCount <= SHOWN_DEAD_LETTERS) {
            deadLetters.add(reason);
        }
    }

    /** Each alert as it stands now. */
    Collection<Alert> alerts() {
        return alerts.values();
    }

    /** Records that told more of an alert. */
    long updates() {
        return updates;
    }

    long alertBytes() {
        return alertBytes;
    }

    Latencies latencies() {
        return latencies;
    }

    int deadLetterCount() {
        return deadLetterCount;
    }

    /** The first few. */
    List<String> deadLetters() {
        return deadLetters;
    }
}
