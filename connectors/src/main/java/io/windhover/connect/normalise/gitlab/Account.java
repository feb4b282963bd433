package io.windhover.connect.normalise.gitlab;

import io.windhover.connect.normalise.WebAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names people as {@code host/login}, or as {@code host#number} where the log has no more: the same login on another server
 * is another person.
 */
final class Account {

    /** Names the server, where a webhook brought the event. */
    private static final String INSTANCE_HEADER = "x-gitlab-instance";

    /** Stands in the host's place where the log names none. */
    private static final String UNNAMED_HOST = "gitlab";

    private Account() {}

    /**
     * The server of an event.
     *
     * @param page an address on it; null where the event has none
     */
    static String host(Map<String, String> headers, @Nullable String page) {
        String ofPage = WebAddress.host(page);
        return Objects.requireNonNullElseGet(
                ofPage, () -> Objects.requireNonNullElse(WebAddress.host(headers.get(INSTANCE_HEADER)), UNNAMED_HOST));
    }

    static @Nullable String ofLogin(@Nullable String login, String host) {
        return login == null ? null : host + "/" + login.toLowerCase(Locale.ROOT);
    }

    static @Nullable String ofNumber(@Nullable String number, String host) {
        return number == null ? null : host + "#" + number;
    }

    /** Who is not signed in has no account, and a number below 1 in its place. */
    static @Nullable String numberOrNobody(@Nullable String number) {
        return number == null || number.startsWith("-") || number.equals("0") ? null : number;
    }
}
