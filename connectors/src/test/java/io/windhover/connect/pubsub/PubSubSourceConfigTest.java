package io.windhover.connect.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PubSubSourceConfigTest {

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "pubsub.subscription", "projects/p-1/subscriptions/audit.logs",
                "schema.registry.url", "mock://pubsub-config"));
        settings.putAll(more);
        return settings;
    }

    @Test
    void shouldSpeakToGoogleOverTlsWithTheCredentialsThatAreThere() {
        PubSubSourceConfig config = new PubSubSourceConfig(settings(Map.of()));

        assertThat(config.endpoint()).isEqualTo("pubsub.googleapis.com:443");
        assertThat(config.plaintext()).isFalse();
        assertThat(config.credentialsFile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit",
                "projects/p/topics/audit",
                "projects/p/subscriptions/",
                "projects//subscriptions/audit",
                "projects/p/subscriptions/a/b"
            })
    void shouldRefuseWhatIsNoSubscription(String name) {
        assertRefused(Map.of("pubsub.subscription", name), "should be projects/PROJECT/subscriptions/NAME");
    }

    @Test
    void shouldTakeASubscriptionOfADomainsProject() {
        String name = "projects/example.com:logs/subscriptions/windhover";

        assertThat(new PubSubSourceConfig(settings(Map.of("pubsub.subscription", name))).subscription())
                .isEqualTo(name);
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertRefused(Map.of("pubsub.endpoint", "https://pubsub.googleapis.com"), "should be HOST:PORT");
        assertRefused(Map.of("pubsub.endpoint", "host"), "should be HOST:PORT");
        assertRefused(Map.of("pubsub.max.outstanding.messages", "0"), "pubsub.max.outstanding.messages");
        assertRefused(Map.of("pubsub.subscripton", "x"), "did you mean 'pubsub.subscription'?");
    }

    @Test
    void shouldSendNothingInPlaintextThatIsNotMeantForIt() {
        assertRefused(Map.of("pubsub.plaintext", "true"), "set pubsub.endpoint to where one listens");
        assertRefused(
                Map.of(
                        "pubsub.plaintext", "true",
                        "pubsub.endpoint", "127.0.0.1:8085",
                        "pubsub.credentials.file", "/etc/account.json"),
                "sends no credentials");
        assertThat(new PubSubSourceConfig(settings(Map.of("pubsub.plaintext", "true", "pubsub.endpoint", "[::1]:8085")))
                        .plaintext())
                .isTrue();
    }

    @Test
    void shouldGiveEveryTaskTheSubscription() {
        PubSubSourceConnector connector = new PubSubSourceConnector();
        connector.start(settings(Map.of()));

        List<Map<String, String>> tasks = connector.taskConfigs(3);

        assertThat(tasks).hasSize(3).containsOnly(settings(Map.of()));
    }

    private static void assertRefused(Map<String, String> wrong, String message) {
        assertThatThrownBy(() -> new PubSubSourceConfig(settings(wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
        assertThat(new PubSubSourceConnector()
                        .validate(settings(wrong)).configValues().stream()
                                .flatMap(value -> value.errorMessages().stream()))
                .anySatisfy(shown -> assertThat(shown).contains(message));
    }
}
