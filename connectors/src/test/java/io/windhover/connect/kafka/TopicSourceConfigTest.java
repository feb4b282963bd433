package io.windhover.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class TopicSourceConfigTest {

    static final String CONNECTION_STRING =
            "Endpoint=sb://example.servicebus.windows.net/;SharedAccessKeyName=listen;SharedAccessKey=c2VjcmV0";

    static Map<String, String> eventHubs(Map<String, String> more) {
        return with(Map.of("eventhubs.connection.string", CONNECTION_STRING, "source.topics", "activity,signin"), more);
    }

    static Map<String, String> kafka(Map<String, String> more) {
        return with(Map.of("kafka.bootstrap.servers", "a:1,b:2", "source.topics", "falco"), more);
    }

    private static Map<String, String> with(Map<String, String> own, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("topic", "events", "dead.letter.topic", "dead", "schema.registry.url", "mock://topic-source"));
        settings.putAll(own);
        settings.putAll(more);
        return settings;
    }

    @Test
    void shouldDeriveTheEndpointAndTheLoginFromTheConnectionString() {
        EventHubsSourceConfig config = new EventHubsSourceConfig(eventHubs(Map.of("name", "azure")));

        assertThat(config.topics()).containsExactly("activity", "signin");
        assertThat(config.cluster()).isEqualTo("example.servicebus.windows.net");
        assertThat(config.consumer())
                .containsEntry("bootstrap.servers", "example.servicebus.windows.net:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("client.id", "windhover-azure-0")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .doesNotContainKey("group.id");
        assertThat(new ConsumerConfig(deserialised(config.consumer()))
                        .getPassword("sasl.jaas.config")
                        .value())
                .contains("\"$ConnectionString\" password=\"" + CONNECTION_STRING + "\"");
    }

    @Test
    void shouldReadTheHubThatTheConnectionStringIsOf() {
        String ofHub = CONNECTION_STRING + ";EntityPath=activity";

        assertThat(new EventHubsSourceConfig(
                                eventHubs(Map.of("eventhubs.connection.string", ofHub, "source.topics", "")))
                        .topics())
                .containsExactly("activity");
        assertThatThrownBy(() -> new EventHubsSourceConfig(eventHubs(Map.of("eventhubs.connection.string", ofHub))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("signin")
                .hasMessageContaining("is not the hub that the connection string is of");
        assertThatThrownBy(() -> new EventHubsSourceConfig(eventHubs(Map.of("source.topics", ""))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("source.topics should name hubs: the connection string is of none");
    }

    @Test
    void shouldHandSettingsOnToTheConsumer() {
        Map<String, String> given = Map.of(
                "kafka.security.protocol", "SSL",
                "kafka.fetch.max.bytes", "1000000",
                "kafka.ssl.truststore.location", "/etc/trust.p12",
                "batch.records", "10",
                "partitions.refresh.ms", "5000");

        KafkaSourceConfig config = new KafkaSourceConfig(kafka(given));

        assertThat(config.consumer())
                .containsEntry("bootstrap.servers", "a:1,b:2")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("fetch.max.bytes", "1000000")
                .containsEntry("ssl.truststore.location", "/etc/trust.p12")
                .containsEntry("metadata.max.age.ms", 5_000L)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("max.poll.records", 10);
        assertThat(ConsumerSettings.admin(config.consumer()))
                .containsKeys("bootstrap.servers", "security.protocol", "ssl.truststore.location")
                .doesNotContainKeys("fetch.max.bytes", "auto.offset.reset");
        assertThat(new ConsumerConfig(deserialised(config.consumer())).getInt("fetch.max.bytes"))
                .isEqualTo(1_000_000);
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertRefused("kafka.ssl.trustore.location", "x", "did you mean 'kafka.ssl.truststore.location'?");
        assertRefused("kafka.group.id", "mine", "unknown setting 'kafka.group.id'");
        assertRefused("kafka.auto.offset.reset", "latest", "unknown setting 'kafka.auto.offset.reset'");
        assertRefused("kafka.fetch.max.bytes", "many", "kafka.fetch.max.bytes");
        assertRefused("kafka.security.protocol", "TLS", "security.protocol");
        assertRefused("source.start", "middle", "source.start");
        assertRefused("source.topics", "a b", "is no topic's name");
        assertRefused("source.topics", "", "source.topics");
        assertRefused("batch.records", "0", "batch.records");
        assertRefused("source.topic", "x", "did you mean 'source.topics'?");
    }

    private static void assertRefused(String name, String value, String message) {
        Map<String, String> settings = kafka(Map.of(name, value));
        assertThatThrownBy(() -> new KafkaSourceConfig(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
        assertThat(new KafkaSourceConnector()
                        .validate(settings).configValues().stream()
                                .flatMap(validated -> validated.errorMessages().stream()))
                .anySatisfy(shown -> assertThat(shown).contains(message));
    }

    @Test
    void shouldShowNoSecret() {
        Map<String, String> settings = eventHubs(Map.of("kafka.ssl.truststore.password", "s3cret-too"));
        EventHubsSourceConfig config = new EventHubsSourceConfig(settings);
        List<ConfigValue> shown =
                new EventHubsSourceConnector().validate(settings).configValues();

        assertThat(config.values().toString()).doesNotContain("c2VjcmV0", "s3cret-too");
        assertThat(shown).allSatisfy(value -> {
            assertThat(value.errorMessages()).isEmpty();
            assertThat(String.valueOf(value.value())).doesNotContain("c2VjcmV0", "s3cret-too");
        });
        assertThatThrownBy(() -> new EventHubsSourceConfig(
                        eventHubs(Map.of("eventhubs.connection.string", CONNECTION_STRING.replace("sb:", "https:")))))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void shouldShareAllPartitionsAmongTheTasks() {
        List<Map<String, String>> tasks = tasks(3);
        List<TopicPartition> partitions = IntStream.range(0, 8)
                .mapToObj(i -> new TopicPartition("falco", i))
                .toList();

        List<Integer> shares = new ArrayList<>();
        List<TopicPartition> read = new ArrayList<>();
        for (Map<String, String> task : tasks) {
            TopicSourceConfig config = TopicSourceConfig.ofTask(task);
            List<TopicPartition> mine =
                    partitions.stream().filter(config::isMine).toList();
            shares.add(mine.size());
            read.addAll(mine);
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(partitions);
        assertThat(shares).containsExactlyInAnyOrder(3, 3, 2);
    }

    private static List<Map<String, String>> tasks(int count) {
        KafkaSourceConnector connector = new KafkaSourceConnector();
        connector.start(kafka(Map.of()));
        return connector.taskConfigs(count);
    }

    private static Map<String, Object> deserialised(Map<String, Object> consumer) {
        Map<String, Object> settings = new HashMap<>(consumer);
        settings.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        settings.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        return settings;
    }
}
