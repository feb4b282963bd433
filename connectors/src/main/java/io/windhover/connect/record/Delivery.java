package io.windhover.connect.record;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of records beside what stands in them.
 *
 * @param id the sender's own name for what it delivered, the same when it delivers again; null where it gives none. It
 *     becomes the uid of an event that has no id of its own
 * @param context see {@link io.windhover.connect.normalise.RawEvent#context}
 */
public record Delivery(@Nullable String id, Map<String, String> context) {

    /** Nothing is known. */
    public static final Delivery NONE = new Delivery(null, Map.of());

    public Delivery {
        context = Map.copyOf(context);
    }

    /** The uid of the delivery's event at a position, from 1; the first has the id itself. */
    Optional<String> uid(long position) {
        return Optional.ofNullable(id).map(given -> position == 1 ? given : given + "#" + position);
    }
}
