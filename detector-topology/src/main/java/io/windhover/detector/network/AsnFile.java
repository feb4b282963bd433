package io.windhover.detector.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of autonomous systems: {@code AS64500} or {@code 64500} in the first column of each line.
 *
 * @param numbers in the order of the file
 * @param version of its text
 */
record AsnFile(List<Long> numbers, String version) {

    static AsnFile read(Path path) throws IOException, NetworkSourceException {
        SmallFile file = SmallFile.read(path);
        List<Long> numbers = new ArrayList<>();
        file.lines("#;,", line -> {
            long number = AutonomousSystem.number(line);
            if (number < 0) {
                throw new NetworkSourceException("'" + line + "' is no autonomous system such as AS64500");
            }
            numbers.add(number);
        });
        if (numbers.isEmpty()) {
            throw new NetworkSourceException("names no autonomous system");
        }
        return new AsnFile(numbers, file.version());
    }
}
