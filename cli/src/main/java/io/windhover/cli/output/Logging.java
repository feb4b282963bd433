package io.windhover.cli.output;

/**
 * How much is logged to standard error. The logging system reads these properties when it is first used, so they are set
 * while the command line is parsed; one that was set with {@code -D} stays.
 */
public final class Logging {
    private static final String LEVEL = "windhover.log.level";
    private static final String KAFKA_LEVEL = "windhover.log.level.kafka";
    private static final String STACK_TRACES = "windhover.log.stacktrace";

    private Logging() {}

    /** For a person who wants to see what happens: everything from INFO on, with stack traces. */
    public static void verbose() {
        set(LEVEL, "INFO");
        set(KAFKA_LEVEL, "INFO");
        set(STACK_TRACES, "full");
    }

    /** For a service whose log is kept: our own INFO, Kafka's warnings, with stack traces. */
    public static void service() {
        set(LEVEL, "INFO");
        set(KAFKA_LEVEL, "WARN");
        set(STACK_TRACES, "full");
    }

    /** Whether mistakes are shown with their stack traces. */
    public static boolean isVerbose() {
        return "INFO".equals(System.getProperty(KAFKA_LEVEL));
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
