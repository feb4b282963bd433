package io.windhover.benchmarks;

/**
 * How fast an application works off events.
 *
 * @param rate events a second of the clock
 * @param micros of processor time of its stream threads for an event: other work on the machine changes it less than the rate
 */
record Pace(double rate, double micros) {}
