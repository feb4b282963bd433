package io.windhover.rules.alias;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of program a user agent names, and on what kind of system, without versions: {@code Chrome on Windows},
 * {@code aws-cli on linux}, {@code git}. So a program stays the same over its updates.
 *
 * <p>Browsers are told apart by the names that they alone carry (RFC 9110, 10.1.5, says that nearly all claim to be another
 * one), other programs by their first product. At most {@value #MOST_CHARACTERS} characters are looked at.
 */
final class AgentFamily {
    private static final int MOST_CHARACTERS = 512;
    private static final int LONGEST_NAME = 64;

    /** In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("WindowsPowerShell/", "PowerShell"),
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("HeadlessChrome/", "Headless Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("iphone", "iOS"),
            Map.entry("ipad", "iOS"),
            Map.entry("android", "Android"),
            Map.entry("cros", "ChromeOS"),
            Map.entry("windows", "Windows"),
            Map.entry("macintosh", "macOS"),
            Map.entry("macos", "macOS"),
            Map.entry("darwin", "macOS"),
            Map.entry("linux", "Linux"));

    private AgentFamily() {}

    /** The family; null where there is no user agent, or nothing in it that names a program. */
    static @Nullable String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String agent = userAgent.substring(0, Math.min(MOST_CHARACTERS, userAgent.length()));
        String bare = agent.startsWith("[") ? agent.substring(1) : agent;
        String name = bare.startsWith("Mozilla/") ? browser(bare) : product(bare);
        if (name.isEmpty()) {
            return null;
        }
        String system = first(SYSTEMS, bare.toLowerCase(Locale.ROOT));
        return system == null ? name : name + " on " + system;
    }

    private static String browser(String agent) {
        String known = first(BROWSERS, agent);
        return known == null ? "Mozilla" : known;
    }

    /** The first product's name, without its version. */
    private static String product(String agent) {
        int end = 0;
        while (end < agent.length() && end < LONGEST_NAME && isOfName(agent.charAt(end))) {
            end++;
        }
        return agent.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfName(char c) {
        return c > ' ' && "/()[],;".indexOf(c) < 0;
    }

    private static @Nullable String first(List<Map.Entry<String, String>> names, String text) {
        for (Map.Entry<String, String> name : names) {
            if (text.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return null;
    }
}
