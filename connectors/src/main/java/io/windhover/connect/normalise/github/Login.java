package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.WebAddress;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names people as {@code host/login}: the same login on another server is another person. GitHub does not tell upper from
 * lower case in logins.
 */
final class Login {

    /** Whose log names no server. */
    private static final String HOST = "github.com";

    private static final String API_PREFIX = "api.";

    private Login() {}

    /**
     * The principal behind a login.
     *
     * @param address any address on its server; null where the log has none
     */
    static @Nullable String principal(@Nullable String login, @Nullable String address) {
        return login == null ? null : host(address) + "/" + login.toLowerCase(Locale.ROOT);
    }

    /** The principal behind a token that the log names without a login. */
    static @Nullable String ofToken(@Nullable String token, @Nullable String address) {
        return token == null ? null : host(address) + "#token:" + token;
    }

    private static String host(@Nullable String address) {
        String host = Objects.requireNonNullElse(WebAddress.host(address), HOST);
        return host.startsWith(API_PREFIX) ? host.substring(API_PREFIX.length()) : host;
    }
}
