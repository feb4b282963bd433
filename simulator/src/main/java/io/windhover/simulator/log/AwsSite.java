package io.windhover.simulator.log;

/** Where a call is recorded. */
public record AwsSite(String account, String region) {}
