/** {@code windhover doctor}: looks after a deployment. */
@NullMarked
package io.windhover.cli.doctor;

import org.jspecify.annotations.NullMarked;
