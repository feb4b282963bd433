/** MITRE ATT&CK, as rules name it. */
@NullMarked
package io.windhover.cli.attack;

import org.jspecify.annotations.NullMarked;
