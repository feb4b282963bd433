/** The Kafka Connect source connector for files. */
@NullMarked
package io.windhover.connect.file;

import org.jspecify.annotations.NullMarked;
