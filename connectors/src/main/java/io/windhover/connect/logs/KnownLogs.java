package io.windhover.connect.logs;

import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.schemas.LogSource;
import java.util.List;
import java.util.Optional;

/**
 * Every log that Windhover has a normaliser for, and how its records are told from others. Immutable and thread-safe.
 *
 * <p>A new log is its normaliser in {@link #standard}, and a signature.
 */
public final class KnownLogs {

    private final List<Normaliser> normalisers;
    private final LogSourceRecogniser recogniser;

    private KnownLogs(List<Normaliser> normalisers, LogSourceRecogniser recogniser) {
        this.normalisers = normalisers;
        this.recogniser = recogniser;
    }

    /** All that come with Windhover. */
    public static KnownLogs standard() {
        Normaliser cloudTrail = new CloudTrailNormaliser();
        LogSourceRecogniser recogniser = LogSourceRecogniser.builder()
                .add(cloudTrail, "eventSource eventName")
                .add(cloudTrail, "userIdentity eventName")
                .add(cloudTrail, "eventVersion eventName awsRegion")
                .add(cloudTrail, "eventVersion insightDetails")
                .build();
        return new KnownLogs(List.of(cloudTrail), recogniser);
    }

    /** Tells which of them an event stands in. */
    public LogSourceRecogniser recogniser() {
        return recogniser;
    }

    /** The normaliser of a log that an operator names; empty where none reads it. */
    public Optional<Normaliser> normaliser(LogSource logSource) {
        return normalisers.stream()
                .filter(normaliser -> normaliser.logSource().equals(logSource))
                .findFirst();
    }
}
