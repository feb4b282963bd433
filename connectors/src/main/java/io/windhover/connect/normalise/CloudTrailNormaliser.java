package io.windhover.connect.normalise;

import io.windhover.schemas.LogSource;
import java.util.Optional;

/** AWS CloudTrail: management, data, network activity and insight events. */
public final class CloudTrailNormaliser implements Normaliser {

    private static final LogSource LOG_SOURCE = new LogSource("aws", "cloudtrail", null);

    @Override
    public LogSource logSource() {
        return LOG_SOURCE;
    }

    @Override
    public Normalisation normalise(RawEvent event) {
        return new Normalisation.Refused("not built yet");
    }

    @Override
    public Optional<String> refusal(byte[] buffer, int offset, int length) {
        return Optional.empty();
    }
}
