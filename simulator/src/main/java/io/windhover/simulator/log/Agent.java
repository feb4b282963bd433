package io.windhover.simulator.log;

/**
 * The program that somebody uses.
 *
 * @param text the user agent as it names itself
 * @param os for example {@code Mac OS X}
 * @param browser for example {@code CHROME}; {@code UNKNOWN} for none
 */
public record Agent(String text, String os, String browser) {
    /** A program that is no browser. */
    public static Agent tool(String text) {
        return new Agent(text, "Unknown", "UNKNOWN");
    }
}
