package io.windhover.benchmarks;

import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;

/**
 * One event of the corpus, ready to be judged. The raw events stand one behind the other in one buffer, as they do where a
 * file is read.
 *
 * @param logSource the one object that the normaliser has, as connectors give it
 */
@SuppressWarnings("ArrayRecordComponent") // a slice of the corpus, never compared
record CorpusEvent(byte[] buffer, int offset, int length, LogSource logSource, CloudEvent normalised)
        implements LogEvent {}
