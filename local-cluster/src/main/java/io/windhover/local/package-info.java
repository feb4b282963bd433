/**
 * A Kafka broker and a schema registry inside this process, on loopback and free ports, that leave
 * nothing behind: for the demo, the tests and the benchmarks, never for production.
 */
@NullMarked
package io.windhover.local;

import org.jspecify.annotations.NullMarked;
