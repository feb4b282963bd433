package io.windhover.connect.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;

/** Settings of the Event Hubs connector. */
public final class EventHubsSourceConfig extends TopicSourceConfig {

    public static final String CONNECTION_STRING = "eventhubs.connection.string";

    private static final int PORT = 9093;

    static final ConfigDef DEFINITION = withTopics(new ConfigDef()
            .define(
                    CONNECTION_STRING,
                    ConfigDef.Type.PASSWORD,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            (name, value) -> parse(name, value),
                            () -> "Endpoint=sb://HOST/;SharedAccessKeyName=NAME;SharedAccessKey=KEY"),
                    Importance.HIGH,
                    "The connection string of a shared access policy with the claim Listen, of the namespace or of one"
                            + " hub. The namespace's Kafka endpoint, port 9093, follows from it. Keep it out of the"
                            + " connector's configuration with a config provider, for example"
                            + " ${file:/etc/windhover/eventhubs.properties:connection}. Settings of Kafka's consumer"
                            + " are taken with 'kafka.' before their names, for example"
                            + " kafka.ssl.truststore.location.")
            .define(
                    TOPICS,
                    ConfigDef.Type.LIST,
                    List.of(),
                    ConfigDef.ValidList.anyNonDuplicateValues(true, false),
                    Importance.HIGH,
                    "Hubs to read, separated by commas; by default the one that the connection string is of. A hub that"
                            + " does not exist yet is waited for: a diagnostic setting makes its hub with the first"
                            + " event."));

    private final ConnectionString connection;

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    public EventHubsSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
        connection = parse(CONNECTION_STRING, getPassword(CONNECTION_STRING));
        checkTopics(topics());
        if (topics().isEmpty()) {
            throw new ConfigException(TOPICS + " should name hubs: the connection string is of none");
        }
        connection.hub().ifPresent(only -> topics().forEach(topic -> {
            if (!topic.equals(only)) {
                throw new ConfigException(TOPICS, topic, "is not the hub that the connection string is of");
            }
        }));
    }

    private static ConnectionString parse(String name, Object value) {
        return ConnectionString.parse(name, value instanceof Password password ? password.value() : "");
    }

    @Override
    List<String> topics() {
        List<String> given = getList(TOPICS);
        return given.isEmpty() ? connection.hub().map(List::of).orElse(List.of()) : given;
    }

    @Override
    String cluster() {
        return connection.host();
    }

    @Override
    String scheme() {
        return "eventhubs";
    }

    /** With what Azure's documentation recommends: it closes connections that are idle for four minutes. */
    @Override
    Map<String, Object> connection() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.host() + ":" + PORT,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_SSL",
                SaslConfigs.SASL_MECHANISM,
                "PLAIN",
                SaslConfigs.SASL_JAAS_CONFIG,
                connection.login(),
                CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG,
                180_000L,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                60_000);
    }

    @Override
    String refused() {
        return "Event Hubs refused the connection string for " + connection.host()
                + ": is its key the current one, and has its policy the claim Listen?";
    }
}
