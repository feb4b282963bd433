package io.windhover.connect.normalise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The addresses of pages, as the logs of code hosts write them: they tell which host a login belongs to. */
public final class WebAddress {

    private static final String SCHEME_END = "://";

    private WebAddress() {}

    /** The host in {@code https://git.example.com:8443/alice}, in lower case, without its port; null where there is none. */
    public static @Nullable String host(@Nullable String address) {
        int scheme = address == null ? -1 : address.indexOf(SCHEME_END);
        if (address == null || scheme <= 0) {
            return null;
        }
        int start = scheme + SCHEME_END.length();
        int end = start;
        while (end < address.length() && isOfName(address.charAt(end))) {
            end++;
        }
        boolean complete = end == address.length() || "/:?#".indexOf(address.charAt(end)) >= 0;
        return end == start || !complete ? null : address.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
}
