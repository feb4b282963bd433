/** Reports in the formats that continuous integration reads. */
@NullMarked
package io.windhover.cli.report;

import org.jspecify.annotations.NullMarked;
