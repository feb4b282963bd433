package io.windhover.connect.webhook;

import java.util.Optional;
import java.util.regex.Pattern;

/** A path that is listened on, and who pushes there. */
record Route(String path, Sender sender) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** From {@code /path=sender}; empty where it is none. */
    static Optional<Route> parse(String text) {
        int equals = text.indexOf('=');
        String path = equals < 0 ? "" : text.substring(0, equals).trim();
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        return Sender.labelled(text.substring(equals + 1).trim()).map(sender -> new Route(path, sender));
    }

    /** Names the route as an event's origin. */
    String origin() {
        return "webhook:" + path;
    }
}
