/** How an alert is shown, whether it came from a file or from Kafka. */
@NullMarked
package io.windhover.cli.alert;

import org.jspecify.annotations.NullMarked;
