package io.windhover.detector.match;

import io.windhover.schemas.CloudEvent;
import org.jspecify.annotations.Nullable;

/** An event in one line: who called what, from where, and whether it failed. */
public final class Summary {
    private static final int LONGEST = 256;

    private Summary() {}

    /** At most 256 characters, none of which steers a terminal. */
    public static String of(CloudEvent event) {
        StringBuilder line = new StringBuilder();
        append(line, "", event.getActor().getPrincipal(), "somebody");
        append(line, " called ", event.getApi().getOperation(), "an unnamed operation");
        append(line, " on ", event.getApi().getService(), null);
        String ip = event.getSource().getIp();
        append(line, " from ", ip == null ? event.getSource().getHostname() : ip, null);
        String error = event.getApi().getError();
        if (error != null) {
            append(line, " (", error + ")", null);
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line.toString();
    }

    /** Whoever writes a log decides what stands in it: control characters would steer a reader's terminal. */
    private static void append(StringBuilder line, String before, @Nullable String text, @Nullable String otherwise) {
        String shown = text == null ? otherwise : text;
        if (shown == null) {
            return;
        }
        line.append(before);
        shown.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .forEach(line::appendCodePoint);
    }
}
