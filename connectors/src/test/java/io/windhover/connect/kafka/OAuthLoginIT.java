package io.windhover.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.ConnectOffsets;
import io.windhover.local.EmbeddedBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connector's settings for a login with an OAuth 2 client, which Kafka's own client does: Event Hubs without a key. */
@Timeout(120)
class OAuthLoginIT {

    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final String MODULE = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";

    private static TokenServer tokens;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        tokens = new TokenServer();
        System.setProperty(ALLOWED, tokens.tokenUrl() + "," + tokens.keysUrl());
        broker = EmbeddedBroker.start(Map.of(
                "listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listener.name.client.sasl.enabled.mechanisms", "OAUTHBEARER",
                "listener.name.client.oauthbearer.sasl.jaas.config", MODULE + ";",
                "listener.name.client.oauthbearer.sasl.server.callback.handler.class",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler",
                "listener.name.client.oauthbearer.sasl.oauthbearer.jwks.endpoint.url", tokens.keysUrl(),
                "listener.name.client.oauthbearer.sasl.oauthbearer.expected.audience", "hubs"));
        broker.createTopic("activity", 1, Map.of());
    }

    @AfterAll
    static void stop() {
        System.clearProperty(ALLOWED);
        broker.close();
        tokens.close();
    }

    @Test
    void shouldReadWithATokenOfTheClient() throws Exception {
        // Given
        Map<String, Object> producer = new HashMap<>();
        settings(TokenServer.SECRET).forEach((name, value) -> {
            if (name.startsWith("kafka.")) {
                producer.put(name.substring("kafka.".length()), value);
            }
        });
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            sender.send(new ProducerRecord<>(
                            "activity", CloudTrailEvents.withId("a").getBytes(UTF_8)))
                    .get();
        }
        TopicSourceTask task = new TopicSourceTask();
        task.initialize(new ConnectOffsets().context());
        task.start(settings(TokenServer.SECRET));

        // When
        List<SourceRecord> records = null;
        while (records == null) {
            records = task.poll();
        }
        task.stop();

        // Then: the partition is known by the id that the cluster gave itself
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("events");
            assertThat((String) record.sourcePartition().get("cluster")).matches("[A-Za-z0-9_-]{22}");
        });
        assertThat(tokens.requests()).contains("grant_type=client_credentials&scope=https://hubs.example/.default");
    }

    @Test
    void shouldFailClearlyWhereTheSecretIsWrongWithoutShowingIt() {
        TopicSourceTask task = new TopicSourceTask();

        assertThatThrownBy(() -> task.start(settings("wr0ng-secret")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("the consumer's settings do not work")
                .hasMessageNotContaining("wr0ng-secret");
    }

    private static Map<String, String> settings(String secret) {
        return TopicSourceConfigTest.kafka(Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "kafka.security.protocol",
                "SASL_PLAINTEXT",
                "kafka.sasl.mechanism",
                "OAUTHBEARER",
                "kafka.sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
                "kafka.sasl.oauthbearer.token.endpoint.url",
                tokens.tokenUrl(),
                "kafka.sasl.login.retry.backoff.max.ms",
                "100",
                "kafka.sasl.jaas.config",
                MODULE + " clientId=\"" + TokenServer.CLIENT + "\" clientSecret=\"" + secret
                        + "\" scope=\"https://hubs.example/.default\";",
                "source.topics",
                "activity"));
    }
}
