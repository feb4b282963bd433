package io.windhover.connect.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Settings of the connector for any Kafka cluster. */
public final class KafkaSourceConfig extends TopicSourceConfig {

    public static final String BOOTSTRAP_SERVERS =
            ConsumerSettings.PREFIX + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

    private static final Duration LOOK_UP = Duration.ofSeconds(10);

    static final ConfigDef DEFINITION = withTopics(new ConfigDef()
            .define(
                    BOOTSTRAP_SERVERS,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                    Importance.HIGH,
                    "Brokers of the cluster that is read, HOST:PORT, separated by commas. All other settings of Kafka's"
                            + " consumer are taken under the same prefix, for example kafka.security.protocol,"
                            + " kafka.sasl.mechanism and kafka.ssl.truststore.location; but for those of a consumer"
                            + " group, which there is none.")
            .define(
                    TOPICS,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                    Importance.HIGH,
                    "Topics to read, separated by commas. How a message holds its records is found out from its"
                            + " content: one, several in 'records' or a list, one a line, each also compressed with"
                            + " gzip. A topic that does not exist yet is waited for."));

    private @Nullable String clusterId;

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    public KafkaSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
        checkTopics(topics());
    }

    @Override
    List<String> topics() {
        return getList(TOPICS);
    }

    /** The id that the cluster gave itself: bootstrap servers change. */
    @Override
    String cluster() {
        if (clusterId == null) {
            clusterId = askForClusterId();
        }
        return clusterId;
    }

    private String askForClusterId() {
        try (Admin admin = Admin.create(ConsumerSettings.admin(consumer()))) {
            return admin.describeCluster().clusterId().get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    String scheme() {
        return "kafka";
    }

    @Override
    Map<String, Object> connection() {
        return Map.of();
    }

    @Override
    String refused() {
        return "the cluster refused the login: see kafka.sasl.* and kafka.ssl.*";
    }
}
