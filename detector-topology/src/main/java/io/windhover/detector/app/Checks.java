package io.windhover.detector.app;

/** Checks of configuration. */
final class Checks {
    private Checks() {}

    /** @throws ConfigException with {@code otherwise} if the condition does not hold */
    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ConfigException(otherwise);
        }
    }
}
