/** What machines do: pipelines, workloads, scanners, backups, and the clouds themselves. */
@NullMarked
package io.windhover.simulator.robot;

import org.jspecify.annotations.NullMarked;
