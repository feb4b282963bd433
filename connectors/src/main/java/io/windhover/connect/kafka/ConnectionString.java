package io.windhover.connect.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What leads to an Event Hubs namespace and opens it, as the portal shows it: {@code
 * Endpoint=sb://NAMESPACE.servicebus.windows.net/;SharedAccessKeyName=NAME;SharedAccessKey=KEY}, with {@code
 * ;EntityPath=HUB} behind it where it opens that hub only. Secret: no message repeats any of it.
 */
final class ConnectionString {

    private static final String ENDPOINT = "endpoint";
    private static final String KEY_NAME = "sharedaccesskeyname";
    private static final String KEY = "sharedaccesskey";
    private static final String SIGNATURE = "sharedaccesssignature";
    private static final String HUB = "entitypath";

    private final String text;
    private final String host;
    private final Optional<String> hub;

    private ConnectionString(String text, String host, Optional<String> hub) {
        this.text = text;
        this.host = host;
        this.hub = hub;
    }

    /**
     * Reads a connection string.
     *
     * @param setting where it stands, for the message
     * @throws ConfigException where it is none
     */
    static ConnectionString parse(String setting, String given) {
        String text = given.trim();
        // What cannot stand in it could end the quotes that it is put in.
        if (text.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\')) {
            throw wrong(setting, "it has characters that stand in none");
        }
        Map<String, String> parts = parts(setting, text);
        String host = host(setting, parts.get(ENDPOINT));
        boolean key = parts.containsKey(KEY_NAME) && parts.containsKey(KEY);
        if (!key && !parts.containsKey(SIGNATURE)) {
            throw wrong(
                    setting,
                    parts.containsKey(KEY_NAME) ? "it has no SharedAccessKey" : "it has no SharedAccessKeyName");
        }
        return new ConnectionString(text, host, Optional.ofNullable(parts.get(HUB)));
    }

    private static Map<String, String> parts(String setting, String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && equals < part.length() - 1) {
                parts.put(part.substring(0, equals).trim().toLowerCase(Locale.ROOT), part.substring(equals + 1));
            } else if (!part.isBlank()) {
                throw wrong(setting, "a part of it has no name or no value");
            }
        }
        return parts;
    }

    private static String host(String setting, @Nullable String endpoint) {
        if (endpoint == null) {
            throw wrong(setting, "it has no Endpoint");
        }
        String host =
                endpoint.toLowerCase(Locale.ROOT).replaceFirst("^sb://", "").replaceFirst("/$", "");
        if (!endpoint.toLowerCase(Locale.ROOT).startsWith("sb://") || !host.matches("[a-z0-9.-]{1,253}")) {
            throw wrong(setting, "its Endpoint is not sb://HOST/");
        }
        return host;
    }

    private static ConfigException wrong(String setting, String why) {
        return new ConfigException(
                setting + " should be Endpoint=sb://HOST/;SharedAccessKeyName=NAME;SharedAccessKey=KEY, but " + why);
    }

    /** The namespace's name in DNS. */
    String host() {
        return host;
    }

    /** The only hub that it opens; empty where it opens all. */
    Optional<String> hub() {
        return hub;
    }

    /** The login for Kafka's client, by "Use Event Hubs from Apache Kafka applications", Azure documentation. Secret. */
    String login() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\""
                + " password=\"" + text + "\";";
    }

    @Override
    public String toString() {
        return "connection string of " + host;
    }
}
