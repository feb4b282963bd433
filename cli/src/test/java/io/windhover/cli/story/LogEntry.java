package io.windhover.cli.story;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of a trail and what decides which file it is delivered in. */
record LogEntry(Instant time, String account, String region, Map<String, @Nullable Object> content) {}
