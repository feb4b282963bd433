package io.windhover.connect.normalise;

import io.windhover.schemas.SourceEndpoint;
import org.jspecify.annotations.Nullable;

/** Where a call came from, as logs write it: an address, with a port or without, or a word in its place. */
public final class SourceAddress {

    private SourceAddress() {}

    /** An endpoint with its address or, where the text is none, with the text as its host's name. */
    public static SourceEndpoint endpoint(@Nullable String address, @Nullable String userAgent) {
        return endpoint(address, userAgent, null);
    }

    /**
     * An endpoint with its address or, where the text is none, with the text as its host's name.
     *
     * @param privateEndpoint id of the private endpoint that the call came through
     */
    public static SourceEndpoint endpoint(
            @Nullable String address, @Nullable String userAgent, @Nullable String privateEndpoint) {
        String ip = address == null ? null : ip(address);
        return new SourceEndpoint(ip, ip == null ? address : null, userAgent, privateEndpoint, null);
    }

    /**
     * The canonical address in {@code 192.0.2.1}, {@code 192.0.2.1:443}, {@code 2001:db8::1}, {@code [2001:db8::1]},
     * {@code [2001:db8::1]:443} or {@code fe80::1%eth0}; null where there is none.
     */
    public static @Nullable String ip(String address) {
        String bare = address.strip();
        if (bare.startsWith("[")) {
            int end = bare.indexOf(']');
            if (end < 0 || !isPort(bare, end + 1)) {
                return null;
            }
            bare = bare.substring(1, end);
        } else {
            int colon = bare.indexOf(':');
            if (colon > 0 && bare.indexOf('.') < colon && bare.indexOf('.') > 0 && isPort(bare, colon)) {
                bare = bare.substring(0, colon);
            }
        }
        int zone = bare.indexOf('%');
        return IpAddress.canonical(zone < 0 ? bare : bare.substring(0, zone));
    }

    /** Whether nothing but a port, or nothing at all, stands there. */
    private static boolean isPort(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        if (text.charAt(from) != ':' || text.length() - from > 6) {
            return false;
        }
        return text.chars().skip(from + 1L).allMatch(c -> c >= '0' && c <= '9');
    }
}
