/** The Kafka Connect source connector for Okta's System Log. */
@NullMarked
package io.windhover.connect.okta;

import org.jspecify.annotations.NullMarked;
