package io.windhover.schemas;

/** Headers of every record on the dead-letter topic, whoever wrote it; values are UTF-8 text. */
public final class DeadLetterHeaders {
    private static final String PREFIX = "windhover.dead-letter.";

    /** Why the record could not be used, one line, without its content. */
    public static final String REASON = PREFIX + "reason";
    /** Where it came from: a topic, a file, an object. */
    public static final String SOURCE = PREFIX + "source";
    /** Where in the source: {@code partition:offset}, a line or a record number. */
    public static final String POSITION = PREFIX + "position";
    /** Which part of Windhover gave up on it. */
    public static final String STAGE = PREFIX + "stage";

    private DeadLetterHeaders() {}
}
