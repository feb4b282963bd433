/** Events that stand beside a rule and say whether it must match them: data of one file format, read with places. */
@NullMarked
package io.windhover.rules.cases;

import org.jspecify.annotations.NullMarked;
