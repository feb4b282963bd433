package io.windhover.connect.webhook;

import io.windhover.connect.plugin.EventSourceConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;

/** Settings of the webhook connector. */
public final class WebhookSourceConfig extends EventSourceConfig {

    public static final String LISTEN_ADDRESS = "listen.address";
    public static final String LISTEN_PORT = "listen.port";
    public static final String ROUTES = "routes";
    public static final String BEARER_TOKENS = "bearer.tokens";
    public static final String GITHUB_SECRETS = "github.secrets";
    public static final String GITLAB_TOKENS = "gitlab.tokens";
    public static final String SSL_CLIENT_AUTH = "ssl.client.auth";
    public static final String REQUEST_MAX_BYTES = "request.max.bytes";
    public static final String REQUEST_MAX_RECORDS = "request.max.records";
    public static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
    public static final String ACKNOWLEDGE_TIMEOUT_MS = "acknowledge.timeout.ms";
    public static final String CONNECTIONS_MAX = "connections.max";
    public static final String QUEUE_MAX_RECORDS = "queue.max.records";
    public static final String QUEUE_MAX_BYTES = "queue.max.bytes";

    static final String TASKS_MAX = "tasks.max";

    private static final String REQUIRED = "required";
    private static final int MIB = 1 << 20;

    static final ConfigDef DEFINITION = withShared(withLimits(withTls(new ConfigDef()
            .define(
                    LISTEN_ADDRESS,
                    ConfigDef.Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "The address that is listened on. Any other than a loopback address is refused unless every route"
                            + " has authentication.")
            .define(
                    LISTEN_PORT,
                    ConfigDef.Type.INT,
                    8484,
                    ConfigDef.Range.between(0, 65_535),
                    Importance.HIGH,
                    "The port that is listened on; 0 takes any that is free. One connector has one task, since it has"
                            + " one port: 'tasks.max' must be 1.")
            .define(
                    ROUTES,
                    ConfigDef.Type.LIST,
                    "/kubernetes=kubernetes,/github=github,/gitlab=gitlab,/falco=falco,/events=json",
                    ConfigDef.LambdaValidator.with(
                            WebhookSourceConfig::checkRoutes,
                            () ->
                                    "path=sender, separated by commas; a sender is kubernetes, github, gitlab, falco or json"),
                    Importance.HIGH,
                    "Paths, and who pushes there. 'kubernetes' is an API server's audit webhook, 'falco' Falco or"
                            + " falcosidekick, 'json' anything whose log is recognised from its fields.")
            .define(
                    BEARER_TOKENS,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.HIGH,
                    "Tokens that kubernetes, falco and json routes take in 'Authorization: Bearer', separated by"
                            + " commas: two while one is replaced by the other.")
            .define(
                    GITHUB_SECRETS,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.HIGH,
                    "Secrets that GitHub signs with ('X-Hub-Signature-256'), separated by commas.")
            .define(
                    GITLAB_TOKENS,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.HIGH,
                    "Tokens that GitLab sends in 'X-Gitlab-Token', separated by commas."))));

    private static ConfigDef withTls(ConfigDef own) {
        return own.define(
                        SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.HIGH,
                        "The file with this server's key and certificates; with it TLS is spoken, without it plain"
                                + " HTTP. A PEM file holds the key (PKCS #8) before the certificates. A changed file is"
                                + " taken within seconds; one that cannot be used is logged, and the one before stays.")
                .define(
                        SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                        ConfigDef.Type.STRING,
                        "PEM",
                        ConfigDef.ValidString.in("PEM", "PKCS12", "JKS"),
                        Importance.MEDIUM,
                        "What kind of file that is.")
                .define(
                        SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "The password of a PKCS12 or JKS file.")
                .define(
                        SslConfigs.SSL_KEY_PASSWORD_CONFIG,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "The password of the key, where it has one.")
                .define(
                        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.HIGH,
                        "The file with the authorities that client certificates are signed by.")
                .define(
                        SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                        ConfigDef.Type.STRING,
                        "PEM",
                        ConfigDef.ValidString.in("PEM", "PKCS12", "JKS"),
                        Importance.MEDIUM,
                        "What kind of file that is.")
                .define(
                        SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "The password of a PKCS12 or JKS file.")
                .define(
                        SSL_CLIENT_AUTH,
                        ConfigDef.Type.STRING,
                        "none",
                        ConfigDef.ValidString.in("none", REQUIRED),
                        Importance.HIGH,
                        "'required' asks every client for a certificate, on all routes, and closes the connection"
                                + " without one; tokens and signatures are checked besides where they are set.");
    }

    private static ConfigDef withLimits(ConfigDef own) {
        return own.define(
                        REQUEST_MAX_BYTES,
                        ConfigDef.Type.INT,
                        25 * MIB,
                        ConfigDef.Range.between(1 << 10, 256 * MIB),
                        Importance.MEDIUM,
                        "A larger body is answered with 413, before and after decompression. GitHub sends 25 MB at most.")
                .define(
                        REQUEST_MAX_RECORDS,
                        ConfigDef.Type.INT,
                        10_000,
                        ConfigDef.Range.between(1, 1_000_000),
                        Importance.LOW,
                        "A body with more records is answered with 413.")
                .define(
                        REQUEST_TIMEOUT_MS,
                        ConfigDef.Type.LONG,
                        30_000L,
                        ConfigDef.Range.between(100, 600_000),
                        Importance.LOW,
                        "A request that has not arrived with all of its body in this time, or a connection that stays"
                                + " idle for it, is closed.")
                .define(
                        ACKNOWLEDGE_TIMEOUT_MS,
                        ConfigDef.Type.LONG,
                        8_000L,
                        ConfigDef.Range.between(100, 600_000),
                        Importance.LOW,
                        "How long a request waits for the broker; then it is answered with 503. What arrives in the"
                                + " topic afterwards has the same uids when it is sent again. GitHub waits 10 seconds.")
                .define(
                        CONNECTIONS_MAX,
                        ConfigDef.Type.INT,
                        256,
                        ConfigDef.Range.between(1, 65_536),
                        Importance.LOW,
                        "Connections at a time; more wait to be accepted.")
                .define(
                        QUEUE_MAX_RECORDS,
                        ConfigDef.Type.INT,
                        20_000,
                        ConfigDef.Range.between(1, 10_000_000),
                        Importance.LOW,
                        "Records that wait for the broker; with more a request is answered with 429 and 'Retry-After'.")
                .define(
                        QUEUE_MAX_BYTES,
                        ConfigDef.Type.LONG,
                        128L * MIB,
                        ConfigDef.Range.between(1 << 10, Long.MAX_VALUE),
                        Importance.LOW,
                        "Bytes of all bodies being read and of all records that wait; with more a request is answered"
                                + " with 429 and 'Retry-After'.");
    }

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown, or where anybody might push from elsewhere
     */
    public WebhookSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
        String tasks = Objects.requireNonNullElse(settings.get(TASKS_MAX), "1").trim();
        if (!tasks.equals("1")) {
            throw new ConfigException(
                    TASKS_MAX, tasks, "one port is listened on by one task: run a connector for each port");
        }
        if (getInt(QUEUE_MAX_RECORDS) < getInt(REQUEST_MAX_RECORDS)) {
            throw new ConfigException(
                    QUEUE_MAX_RECORDS, getInt(QUEUE_MAX_RECORDS), "must not be below " + REQUEST_MAX_RECORDS);
        }
        if (getLong(QUEUE_MAX_BYTES) < getInt(REQUEST_MAX_BYTES)) {
            throw new ConfigException(
                    QUEUE_MAX_BYTES, getLong(QUEUE_MAX_BYTES), "must not be below " + REQUEST_MAX_BYTES);
        }
        checkTls();
        checkAuthentication();
    }

    private void checkTls() {
        if (!hasTls() && needsClientCertificate()) {
            throw new ConfigException(SSL_CLIENT_AUTH, REQUIRED, "needs " + SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        }
        if (needsClientCertificate() && getString(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG) == null) {
            throw new ConfigException(
                    SSL_CLIENT_AUTH,
                    REQUIRED,
                    "needs " + SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG
                            + ": without it everybody whom Java trusts would be let in");
        }
    }

    private void checkAuthentication() {
        if (address().isLoopbackAddress() || needsClientCertificate()) {
            return;
        }
        for (Route route : routes()) {
            if (credential(route.sender()) instanceof Credential.None) {
                throw new ConfigException(
                        LISTEN_ADDRESS,
                        getString(LISTEN_ADDRESS),
                        "route " + route.path() + " would be open to everybody: set " + secretSetting(route.sender())
                                + ", or " + SSL_CLIENT_AUTH + "=" + REQUIRED + ", or leave it out of " + ROUTES);
            }
        }
    }

    private static void checkRoutes(String name, Object value) {
        List<?> texts = (List<?>) value;
        List<String> paths = texts.stream()
                .map(text -> Route.parse(text.toString())
                        .orElseThrow(() -> new ConfigException(
                                name,
                                text,
                                "should be path=sender, for example /github=github; a sender is one of "
                                        + List.of(Sender.values()).stream()
                                                .map(Sender::label)
                                                .collect(Collectors.joining(", ")))))
                .map(Route::path)
                .toList();
        if (paths.isEmpty() || paths.stream().distinct().count() < paths.size()) {
            throw new ConfigException(name, value, "should have at least one path, and each once");
        }
    }

    InetAddress address() {
        try {
            return InetAddress.getByName(getString(LISTEN_ADDRESS));
        } catch (UnknownHostException e) {
            throw new ConfigException(LISTEN_ADDRESS, getString(LISTEN_ADDRESS), "no such address is known");
        }
    }

    int port() {
        return getInt(LISTEN_PORT);
    }

    List<Route> routes() {
        return getList(ROUTES).stream()
                .flatMap(text -> Route.parse(text).stream())
                .toList();
    }

    /** What a sender has to show in its requests. */
    Credential credential(Sender sender) {
        List<String> secrets = Credential.secrets(getPassword(secretSetting(sender)));
        if (secrets.isEmpty()) {
            return new Credential.None();
        }
        return switch (sender) {
            case GITHUB -> new Credential.HubSignature(secrets);
            case GITLAB -> new Credential.Token("x-gitlab-token", "", secrets);
            case KUBERNETES, FALCO, JSON -> new Credential.Token("authorization", "Bearer ", secrets);
        };
    }

    private static String secretSetting(Sender sender) {
        return switch (sender) {
            case GITHUB -> GITHUB_SECRETS;
            case GITLAB -> GITLAB_TOKENS;
            case KUBERNETES, FALCO, JSON -> BEARER_TOKENS;
        };
    }

    boolean hasTls() {
        return getString(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG) != null;
    }

    /** What its key, its certificates and those that it trusts stand in. */
    List<Path> tlsFiles() {
        return Stream.of(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)
                .map(this::getString)
                .filter(Objects::nonNull)
                .map(Path::of)
                .toList();
    }

    boolean needsClientCertificate() {
        return getString(SSL_CLIENT_AUTH).equals(REQUIRED);
    }

    int requestMaxBytes() {
        return getInt(REQUEST_MAX_BYTES);
    }

    int requestMaxRecords() {
        return getInt(REQUEST_MAX_RECORDS);
    }

    Duration requestTimeout() {
        return Duration.ofMillis(getLong(REQUEST_TIMEOUT_MS));
    }

    Duration acknowledgeTimeout() {
        return Duration.ofMillis(getLong(ACKNOWLEDGE_TIMEOUT_MS));
    }

    int connectionsMax() {
        return getInt(CONNECTIONS_MAX);
    }

    int queueMaxRecords() {
        return getInt(QUEUE_MAX_RECORDS);
    }

    long queueMaxBytes() {
        return getLong(QUEUE_MAX_BYTES);
    }
}
