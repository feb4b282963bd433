package io.windhover.benchmarks;

import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;

/** One event of the corpus, ready to be judged. */
final class CorpusEvent implements LogEvent {
    private final byte[] raw;
    private final CloudEvent normalised;

    CorpusEvent(byte[] raw, CloudEvent normalised) {
        this.raw = raw;
        this.normalised = normalised;
    }

    @Override
    public LogSource logSource() {
        return normalised.getLogSource();
    }

    @Override
    public byte[] buffer() {
        return raw;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return raw.length;
    }

    @Override
    public CloudEvent normalised() {
        return normalised;
    }
}
