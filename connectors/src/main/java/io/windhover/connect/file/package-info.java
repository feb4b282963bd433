/** Reads logs from files: the record readers, and the Kafka Connect source connector over them. */
@NullMarked
package io.windhover.connect.file;

import org.jspecify.annotations.NullMarked;
