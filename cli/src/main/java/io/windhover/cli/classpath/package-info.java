/** Folders on the class path, whether in a jar or not. */
@NullMarked
package io.windhover.cli.classpath;

import org.jspecify.annotations.NullMarked;
