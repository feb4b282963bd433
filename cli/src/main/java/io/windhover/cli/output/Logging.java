package io.windhover.cli.output;

import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.core.config.Configurator;

/** How much is logged to standard error: warnings of ours alone, unless told otherwise. See {@code log4j2.xml}. */
public final class Logging {
    private static final String LEVEL = "windhover.log.level";
    private static final String KAFKA_LEVEL = "windhover.log.level.kafka";
    private static final String FORMAT = "windhover.log.format";
    private static final String STACK_TRACES = "windhover.log.stacktrace";

    private Logging() {}

    /** For a person who wants to see what happens: everything from INFO on, with stack traces. */
    public static void verbose() {
        set("INFO", "INFO");
    }

    /** For a service whose log is kept: our own INFO, Kafka's warnings, with stack traces. */
    public static void service() {
        set("INFO", "WARN");
    }

    /** How lines are written, text unless told otherwise. */
    public static void format(LogFormat format) {
        System.setProperty(FORMAT, format.name().toLowerCase(Locale.ROOT));
        Configurator.reconfigure();
    }

    /** Whether mistakes are shown with their stack traces. */
    public static boolean isVerbose() {
        return "INFO".equals(System.getProperty(KAFKA_LEVEL));
    }

    /** What was set with {@code -D}, or by {@link #verbose} before, stays. */
    private static void set(String level, String kafkaLevel) {
        Map.of(LEVEL, level, KAFKA_LEVEL, kafkaLevel, STACK_TRACES, "full").forEach((property, value) -> {
            if (System.getProperty(property) == null) {
                System.setProperty(property, value);
            }
        });
        // Some library has logged by now, or made ready to.
        Configurator.reconfigure();
    }
}
