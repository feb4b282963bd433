package io.windhover.distribution.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rules with and without memory, none of which waits for a watermark; what a {@link Load} writes makes them fire. */
final class ChaosRules {
    /** Each event of it is an alert of its own. */
    static final String PROBE = "probe";

    private static final String SIMPLE = """
            title: %1$s
            name: %1$s
            level: %2$s
            logsource: {product: aws, service: cloudtrail}
            detection: {selection: {eventName: %3$s}, condition: selection}
            """;
    private static final String REMEMBERING = """
            ---
            title: %1$s
            name: %1$s
            level: high
            %2$s
            """;

    private ChaosRules() {}

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("probe.yml"), SIMPLE.formatted(PROBE, "high", "Probe"));
        Files.writeString(
                folder.resolve("rules.yml"),
                SIMPLE.formatted("stopped", "high", "StopLogging")
                        + "---\n" + SIMPLE.formatted("fail", "informational", "GetSecretValue")
                        + "---\n" + SIMPLE.formatted("good", "informational", "AssumeRole")
                        + remembering("count", "event_count, rules: fail, timespan: 20s, condition: {gte: 5}")
                        + remembering("ordered", "temporal_ordered, rules: [fail, good, stopped], timespan: 15s")
                        + remembering(
                                "addresses",
                                "value_count, rules: fail, timespan: 30s, field: sourceIPAddress, condition: {gte: 4}")
                        + remembering("steps", "sequence, timespan: 20s, steps: [{rule: fail, count: 3}, {rule: good}]")
                        + REMEMBERING.formatted(
                                "address",
                                "baseline: {type: new_value, rules: [good], group-by: userIdentity.arn,"
                                        + " field: sourceIPAddress, learning: none}"));
    }

    private static String remembering(String name, String pattern) {
        return REMEMBERING.formatted(
                name, "correlation: {type: %s, group-by: userIdentity.arn, generate: true}".formatted(pattern));
    }
}
