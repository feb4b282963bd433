package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a log's records have their time. Whether it is there and can be read is decided without parsing the record. */
final class EventTimes {

    private final List<List<byte[]>> paths;

    /** Each path's name at the top level. */
    private final byte[][] topNames;

    private final String missing;
    private final String unreadable;

    /** @param paths where the time may stand, the best first */
    EventTimes(List<String> paths) {
        this.paths = paths.stream().map(EventTimes::encoded).toList();
        this.topNames = this.paths.stream().map(path -> path.get(0)).toArray(byte[][]::new);
        this.missing = "the record has no " + paths.get(0);
        this.unreadable = "the record's " + paths.get(0) + " cannot be read";
    }

    static List<byte[]> encoded(String path) {
        return FieldTree.names(path).stream().map(name -> name.getBytes(UTF_8)).toList();
    }

    /** Why the record's time is no time; empty where it is one. */
    Optional<String> refusal(byte[] buffer, int offset, int length) {
        return refusal(find(buffer, offset, length));
    }

    /** Why a text is no time; empty where it is one. */
    Optional<String> refusal(@Nullable String time) {
        if (time == null) {
            return Optional.of(missing);
        }
        Instant parsed = EventTime.parse(time);
        return parsed == null ? Optional.of(unreadable) : Optional.empty();
    }

    /** The record's time; empty where {@link #refusal} says why. */
    Optional<Instant> time(byte[] buffer, int offset, int length) {
        return Optional.ofNullable(find(buffer, offset, length)).map(EventTime::parse);
    }

    private @Nullable String find(byte[] buffer, int offset, int length) {
        TopLevelMembers members = new TopLevelMembers(buffer, offset, length);
        String found = null;
        int best = topNames.length;
        while (best > 0 && members.next()) {
            for (int i = 0; i < best; i++) {
                String time = members.nameIs(topNames[i]) ? members.text(paths.get(i), 1) : null;
                if (time != null) {
                    found = time;
                    best = i;
                }
            }
        }
        return found;
    }
}
