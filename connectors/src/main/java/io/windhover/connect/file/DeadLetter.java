package io.windhover.connect.file;

import org.apache.kafka.connect.header.ConnectHeaders;

/** The headers of a record on the dead-letter topic: why it stands there, where it came from, which stage gave it up. */
final class DeadLetter {

    static final String REASON = "windhover.dead-letter.reason";
    static final String SOURCE = "windhover.dead-letter.source";
    static final String POSITION = "windhover.dead-letter.position";
    static final String STAGE = "windhover.dead-letter.stage";

    /** What was being done. */
    enum Stage {
        READ("read"),
        NORMALISE("normalise");

        private final String word;

        Stage(String word) {
            this.word = word;
        }
    }

    private DeadLetter() {}

    static ConnectHeaders headers(Place place, Stage stage, String reason) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(REASON, reason);
        headers.addString(SOURCE, place.source());
        headers.addString(POSITION, place.describe());
        headers.addString(STAGE, stage.word);
        return headers;
    }
}
