package io.windhover.simulator.story;

import java.time.Duration;
import java.util.List;

/**
 * What a story is about.
 *
 * @param id its name on the command line and in labels
 * @param title one line
 * @param techniques of ATT&amp;CK
 * @param detections numbers of the detections that should see it, as {@code docs/simulate.md} lists them
 * @param length how long it takes at most
 */
public record Plot(String id, String title, List<String> techniques, List<Integer> detections, Duration length) {
    static Plot of(String id, String title, String techniques, List<Integer> detections, Duration length) {
        return new Plot(id, title, List.of(techniques.split(" ", -1)), detections, length);
    }
}
