package io.windhover.rules.state;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stateful rule is true of a group.
 *
 * @param message what happened, in one line
 * @param deciding the event at which it became true in event time: the same whatever order the events came in
 * @param related the other events that make it true, in the order of event time and uid, 31 at most
 * @param reasons why, in the order in which they are shown
 * @param group the group's values
 * @param values what a baseline judged; empty otherwise
 * @param carried of the deciding event, what correlations of this rule ask for
 * @param silent whether it only teaches: the deciding event is history or late
 * @param event the deciding event, or the one whose coming decided, without its raw bytes
 */
public record Fired(
        String message,
        Evidence deciding,
        List<Evidence> related,
        List<Reason> reasons,
        List<String> group,
        List<String> values,
        Map<String, String> carried,
        boolean silent,
        @Nullable CloudEvent event) {
    public Fired {
        related = List.copyOf(related);
        reasons = List.copyOf(reasons);
        group = List.copyOf(group);
        values = List.copyOf(values);
        carried = Map.copyOf(carried);
    }

    /** The same of a group that the state does not name. */
    public Fired about(List<String> other) {
        return new Fired(message, deciding, related, reasons, other, values, carried, silent, event);
    }
}
