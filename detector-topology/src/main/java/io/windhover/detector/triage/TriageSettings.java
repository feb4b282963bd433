package io.windhover.detector.triage;

import java.time.Duration;

/**
 * What triage is told by the configuration.
 *
 * @param updateInterval how often a growing alert's count is written again, wall-clock time
 * @param throttle when a rule floods
 * @param partitions of the findings, about: they share the throttle's bound
 */
public record TriageSettings(Duration updateInterval, ThrottlePolicy throttle, int partitions) {}
