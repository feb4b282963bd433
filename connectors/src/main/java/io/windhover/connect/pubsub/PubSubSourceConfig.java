package io.windhover.connect.pubsub;

import io.windhover.connect.plugin.EventSourceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the Pub/Sub connector. */
public final class PubSubSourceConfig extends EventSourceConfig {

    public static final String SUBSCRIPTION = "pubsub.subscription";
    public static final String CREDENTIALS_FILE = "pubsub.credentials.file";
    public static final String ENDPOINT = "pubsub.endpoint";
    public static final String PLAINTEXT = "pubsub.plaintext";
    public static final String MAX_MESSAGES = "pubsub.max.outstanding.messages";
    public static final String MAX_BYTES = "pubsub.max.outstanding.bytes";
    public static final String MAX_EXTENSION_MS = "pubsub.max.extension.ms";
    public static final String BATCH_RECORDS = "batch.records";

    static final ConfigDef DEFINITION = withShared(new ConfigDef()
            .define(
                    SUBSCRIPTION,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            PubSubSourceConfig::checkSubscription, () -> "projects/PROJECT/subscriptions/NAME"),
                    Importance.HIGH,
                    "The subscription to pull, projects/PROJECT/subscriptions/NAME. Tasks share its messages.")
            .define(
                    CREDENTIALS_FILE,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "A file with credentials that Google Cloud's tools write: of a service account, or of a workload"
                            + " identity. By default the application default credentials of wherever the worker runs.")
            .define(
                    ENDPOINT,
                    ConfigDef.Type.STRING,
                    "pubsub.googleapis.com:443",
                    ConfigDef.LambdaValidator.with(PubSubSourceConfig::checkEndpoint, () -> "HOST:PORT"),
                    Importance.LOW,
                    "Where Pub/Sub is; for a regional endpoint, a private one or an emulator.")
            .define(
                    PLAINTEXT,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Speaks without TLS and without credentials. For an emulator only.")
            .define(
                    MAX_MESSAGES,
                    ConfigDef.Type.INT,
                    1_000,
                    ConfigDef.Range.between(1, 1_000_000),
                    Importance.LOW,
                    "How many messages a task has that are not yet acknowledged; with more it takes none.")
            .define(
                    MAX_BYTES,
                    ConfigDef.Type.LONG,
                    64L << 20,
                    ConfigDef.Range.between(1 << 10, 16L << 30),
                    Importance.LOW,
                    "How many bytes those may have. A single message is at most 10 MB, and taken also where this is less.")
            .define(
                    MAX_EXTENSION_MS,
                    ConfigDef.Type.LONG,
                    3_600_000L,
                    ConfigDef.Range.between(10_000, 86_400_000),
                    Importance.LOW,
                    "How long a message is held on to for the broker to take its records; after that Pub/Sub delivers"
                            + " it again.")
            .define(
                    BATCH_RECORDS,
                    ConfigDef.Type.INT,
                    1_000,
                    ConfigDef.Range.between(1, 100_000),
                    Importance.LOW,
                    "How many records are handed to Connect at once, at most; fewer where they are large."));

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    public PubSubSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
        if (plaintext() && credentialsFile().isPresent()) {
            throw new ConfigException(PLAINTEXT + " sends no credentials: leave " + CREDENTIALS_FILE + " out");
        }
        if (plaintext() && endpoint().equals(DEFINITION.defaultValues().get(ENDPOINT))) {
            throw new ConfigException(PLAINTEXT + " is for emulators: set " + ENDPOINT + " to where one listens");
        }
    }

    private static void checkSubscription(String name, Object value) {
        if (!String.valueOf(value)
                .matches("projects/[a-z0-9.:-]{1,100}/subscriptions/[A-Za-z][A-Za-z0-9._~+%-]{2,254}")) {
            throw new ConfigException(name, value, "should be projects/PROJECT/subscriptions/NAME");
        }
    }

    private static void checkEndpoint(String name, Object value) {
        if (!String.valueOf(value).matches("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):\\d{1,5}")) {
            throw new ConfigException(name, value, "should be HOST:PORT");
        }
    }

    String subscription() {
        return getString(SUBSCRIPTION);
    }

    Optional<Path> credentialsFile() {
        String file = getString(CREDENTIALS_FILE);
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    String endpoint() {
        return getString(ENDPOINT);
    }

    boolean plaintext() {
        return getBoolean(PLAINTEXT);
    }

    int maxMessages() {
        return getInt(MAX_MESSAGES);
    }

    long maxBytes() {
        return getLong(MAX_BYTES);
    }

    Duration maxExtension() {
        return Duration.ofMillis(getLong(MAX_EXTENSION_MS));
    }

    int batchRecords() {
        return getInt(BATCH_RECORDS);
    }
}
