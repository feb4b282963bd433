package io.windhover.connect.plugin;

import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.ContextNames;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.read.ReadLimits;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.LogSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The settings that all connectors share: where events and dead letters go, the schema registry, how large a record may
 * be. Those of the schema registry's client are passed on as they are: see {@link SchemaRegistries#connect}.
 */
public abstract class EventSourceConfig extends AbstractConfig {

    public static final String TOPIC = "topic";
    public static final String DEAD_LETTER_TOPIC = "dead.letter.topic";
    public static final String LOG_SOURCE = "log.source";
    public static final String CLUSTER = "kubernetes.cluster";
    public static final String MAX_RECORD_BYTES = "max.record.bytes";

    /** How much of something unreadable a dead letter keeps. */
    private static final int EXCERPT_BYTES = 64 << 10;

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    protected EventSourceConfig(ConfigDef definition, Map<String, String> settings) {
        super(definition, settings, false);
        SettingNames.unknown(settings.keySet(), definition.names()).forEach((name, message) -> {
            throw new ConfigException(message);
        });
    }

    /** Adds the shared settings to a connector's own, which stand before them in the reference. */
    protected static ConfigDef withShared(ConfigDef own) {
        return own.define(
                        TOPIC,
                        ConfigDef.Type.STRING,
                        "windhover.events",
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Where the events go, each as a CloudEvent.")
                .define(
                        DEAD_LETTER_TOPIC,
                        ConfigDef.Type.STRING,
                        "windhover.dead-letter",
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Where goes what cannot be read: its first 64 KiB, with the reason and the place in headers.")
                .define(
                        SchemaRegistries.URL,
                        ConfigDef.Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                        Importance.HIGH,
                        "Where the schema registry is. What else its client needs is passed on under the names that"
                                + " Confluent's documentation gives it: 'basic.auth.', 'bearer.auth.',"
                                + " 'schema.registry.ssl.' and others.")
                .define(
                        LOG_SOURCE,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.LambdaValidator.with(
                                (name, value) -> normaliser(name, String.valueOf(value)),
                                () -> "empty, or product/service, for example aws/cloudtrail"),
                        Importance.LOW,
                        "Which log all records are from, as product/service. By default each record's log is"
                                + " recognised from its own fields.")
                .define(
                        CLUSTER,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "The Kubernetes cluster that all records are from: part of the names of its users and things. To be"
                                + " given where the log does not tell it: an API server's own audit log, and Falco.")
                .define(
                        MAX_RECORD_BYTES,
                        ConfigDef.Type.INT,
                        ReadLimits.DEFAULT.maxRecordBytes(),
                        ConfigDef.Range.between(1 << 10, 1 << 29),
                        Importance.LOW,
                        "A larger record is not read, but reported. A task may take twice as much memory.");
    }

    /**
     * Adds to what Connect found wrong with each setting those that nobody would read and, where nothing else is wrong, what
     * is wrong with all of them together.
     *
     * @param together the setting under which the latter is shown
     * @param check throws ConfigException
     */
    public static Config checked(
            Config validated,
            Map<String, String> candidate,
            ConfigDef definition,
            String together,
            Consumer<Map<String, String>> check) {
        validated.configValues().forEach(EventSourceConfig::keepTheCause);
        SettingNames.unknown(candidate.keySet(), definition.names()).forEach((name, message) -> validated
                .configValues()
                .add(new ConfigValue(name, candidate.get(name), List.of(), List.of(message))));
        if (validated.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            try {
                check.accept(candidate);
            } catch (ConfigException e) {
                validated.configValues().stream()
                        .filter(value -> value.name().equals(together))
                        .forEach(value -> value.addErrorMessage(e.getMessage()));
            }
        }
        return validated;
    }

    /** Where a value is missing or cannot be read, Kafka goes on to check null, and says that it must not be that. */
    private static void keepTheCause(ConfigValue value) {
        List<String> messages = value.errorMessages();
        if (value.value() == null && messages.size() > 1) {
            messages.subList(1, messages.size()).clear();
        }
    }

    public final String topic() {
        return getString(TOPIC);
    }

    public final String deadLetterTopic() {
        return getString(DEAD_LETTER_TOPIC);
    }

    /** The normaliser for every record; empty where each record's log is to be recognised. */
    public final Optional<Normaliser> normaliser() {
        return normaliser(LOG_SOURCE, getString(LOG_SOURCE));
    }

    /** What the operator says of all records that does not stand in them; see {@link ContextNames}. */
    public final Map<String, String> context() {
        String cluster = getString(CLUSTER);
        return cluster.isBlank() ? Map.of() : Map.of(ContextNames.CLUSTER, cluster.strip());
    }

    public final ReadLimits limits() {
        return new ReadLimits(getInt(MAX_RECORD_BYTES), EXCERPT_BYTES);
    }

    private static Optional<Normaliser> normaliser(String setting, String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = value.split("/", 2);
        LogSource wanted = new LogSource(parts[0], parts.length == 2 ? parts[1] : null, null);
        KnownLogs logs = KnownLogs.standard();
        Optional<Normaliser> found = logs.normaliser(wanted);
        if (found.isEmpty()) {
            throw new ConfigException(setting, value, "is no log that is known: " + logs.logSources());
        }
        return found;
    }
}
