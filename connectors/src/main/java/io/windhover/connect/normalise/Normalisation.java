package io.windhover.connect.normalise;

import io.windhover.schemas.CloudEvent;

/** What became of a raw event: a {@link CloudEvent}, or the reason why it cannot be one. */
public sealed interface Normalisation {

    /** The event in the common shape. It holds copies: the raw event's buffer may be reused. */
    record Normalised(CloudEvent event) implements Normalisation {}

    /**
     * The event cannot be normalised.
     *
     * @param reason one sentence for the operator, without any of the event's values
     */
    record Refused(String reason) implements Normalisation {}
}
