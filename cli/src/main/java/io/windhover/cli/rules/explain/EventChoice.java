package io.windhover.cli.rules.explain;

import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Failure;
import java.util.regex.Pattern;

/** Finds the event that a user means, by its number or its uid. */
final class EventChoice {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final String uid;
    private final int number;
    private int seen;

    /** @throws Failure if it is the number 0 */
    EventChoice(String numberOrUid) {
        boolean isNumber = NUMBER.matcher(numberOrUid).matches();
        uid = isNumber ? "" : numberOrUid;
        number = isNumber ? Integer.parseInt(numberOrUid) : -1;
        if (number == 0) {
            throw new Failure("--event 0: events are numbered from 1");
        }
    }

    /** Whether this is the one; to be asked of each event in turn. */
    boolean isMeant(ReadEvent event) {
        seen++;
        return number > 0 ? seen == number : event.normalised().getUid().equals(uid);
    }
}
