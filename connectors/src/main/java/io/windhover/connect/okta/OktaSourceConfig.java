package io.windhover.connect.okta;

import io.windhover.connect.plugin.EventSourceConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Settings of the Okta connector. */
public final class OktaSourceConfig extends EventSourceConfig {

    public static final String URL = "okta.url";
    public static final String TOKEN = "okta.token";
    public static final String TOKEN_TYPE = "okta.token.type";
    public static final String SINCE = "okta.since";
    public static final String LIMIT = "okta.limit";
    public static final String POLL_INTERVAL_MS = "poll.interval.ms";
    public static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
    public static final String RESPONSE_MAX_BYTES = "response.max.bytes";
    public static final String BACKOFF_MS = "retry.backoff.ms";
    public static final String BACKOFF_MAX_MS = "retry.backoff.max.ms";

    static final String TASKS_MAX = "tasks.max";

    static final ConfigDef DEFINITION = withShared(new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            (name, value) -> origin(name, value), () -> "https://HOST, without a path"),
                    Importance.HIGH,
                    "The organisation's address, for example https://example.okta.com. It must be https, but for a"
                            + " loopback address. Links to any other host are refused.")
            .define(
                    TOKEN,
                    ConfigDef.Type.PASSWORD,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(OktaSourceConfig::checkToken, () -> "a token on one line"),
                    Importance.HIGH,
                    "The token that may read the System Log. Keep it out of the connector's configuration with a"
                            + " config provider, for example ${file:/etc/windhover/okta.properties:token}.")
            .define(
                    TOKEN_TYPE,
                    ConfigDef.Type.STRING,
                    "ssws",
                    ConfigDef.ValidString.in("ssws", "oauth"),
                    Importance.MEDIUM,
                    "'ssws' for an API token, 'oauth' for an OAuth 2.0 access token with the scope okta.logs.read.")
            .define(
                    SINCE,
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.LambdaValidator.with(
                            (name, value) -> instant(name, value),
                            () -> "empty, or a time such as 2026-10-01T00:00:00Z"),
                    Importance.MEDIUM,
                    "Where the first start begins; by default at the time of that start. Okta keeps 90 days. Later"
                            + " starts go on where the last one stopped.")
            .define(
                    LIMIT,
                    ConfigDef.Type.INT,
                    1_000,
                    ConfigDef.Range.between(1, 1_000),
                    Importance.LOW,
                    "How many events are asked for at a time.")
            .define(
                    POLL_INTERVAL_MS,
                    ConfigDef.Type.LONG,
                    10_000L,
                    ConfigDef.Range.between(100, 3_600_000),
                    Importance.MEDIUM,
                    "How long to wait before asking again, once nothing new was there.")
            .define(
                    REQUEST_TIMEOUT_MS,
                    ConfigDef.Type.LONG,
                    60_000L,
                    ConfigDef.Range.between(100, 600_000),
                    Importance.LOW,
                    "How long an answer may take.")
            .define(
                    RESPONSE_MAX_BYTES,
                    ConfigDef.Type.INT,
                    64 << 20,
                    ConfigDef.Range.between(1 << 10, 1 << 30),
                    Importance.LOW,
                    "A larger page fails the task: ask for fewer events with 'okta.limit'.")
            .define(
                    BACKOFF_MS,
                    ConfigDef.Type.LONG,
                    1_000L,
                    ConfigDef.Range.between(1, 600_000),
                    Importance.LOW,
                    "How long to wait after a first failure (429, 5xx, no connection); it doubles with each further"
                            + " one, and a random part of up to a half is taken off.")
            .define(
                    BACKOFF_MAX_MS,
                    ConfigDef.Type.LONG,
                    120_000L,
                    ConfigDef.Range.between(1, 3_600_000),
                    Importance.LOW,
                    "The longest such wait. Where Okta names a time, that holds, one hour at most."));

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    public OktaSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
        String tasks = Objects.requireNonNullElse(settings.get(TASKS_MAX), "1").trim();
        if (!tasks.equals("1")) {
            throw new ConfigException(TASKS_MAX, tasks, "an organisation's log is one sequence, read by one task");
        }
    }

    private static URI origin(String name, Object value) {
        try {
            URI uri = new URI(String.valueOf(value));
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (plain && (isHttps(uri) || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri)))) {
                return uri.resolve("/");
            }
        } catch (URISyntaxException e) {
            // Its message repeats the address, which may hold what should be in the token.
        }
        throw new ConfigException(name + " should be https://HOST, without a path, user or query");
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** By its form alone: a name may lead anywhere. */
    private static boolean isLoopback(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static void checkToken(String name, Object value) {
        String token = value instanceof Password password ? password.value() : "";
        if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new ConfigException(name + " should be a token without blanks, on one line");
        }
    }

    private static Optional<Instant> instant(String name, Object value) {
        try {
            return value.equals("") ? Optional.empty() : Optional.of(Instant.parse(String.valueOf(value)));
        } catch (DateTimeParseException e) {
            throw new ConfigException(name, value, "should be a time in UTC such as 2026-10-01T00:00:00Z");
        }
    }

    /** The organisation's address with the root path. */
    URI origin() {
        return origin(URL, getString(URL));
    }

    /** The value of the Authorization header. Secret. */
    String authorisation() {
        String scheme = getString(TOKEN_TYPE).equals("oauth") ? "Bearer " : "SSWS ";
        return scheme + getPassword(TOKEN).value();
    }

    Optional<Instant> since() {
        return instant(SINCE, getString(SINCE));
    }

    int limit() {
        return getInt(LIMIT);
    }

    Duration pollInterval() {
        return Duration.ofMillis(getLong(POLL_INTERVAL_MS));
    }

    Duration requestTimeout() {
        return Duration.ofMillis(getLong(REQUEST_TIMEOUT_MS));
    }

    int responseMaxBytes() {
        return getInt(RESPONSE_MAX_BYTES);
    }

    Duration backoff() {
        return Duration.ofMillis(getLong(BACKOFF_MS));
    }

    Duration backoffMax() {
        return Duration.ofMillis(getLong(BACKOFF_MAX_MS));
    }
}
