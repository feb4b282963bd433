package io.windhover.connect.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSourceConfigTest {

    @Test
    void shouldListenOnLoopbackUnlessToldOtherwise() {
        assertThat(config(Map.of()).address().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void shouldRefuseToListenElsewhereWithoutAuthenticationOnEveryRoute(String address) {
        assertRefused(Map.of("listen.address", address), "route /kubernetes would be open to everybody");
        assertRefused(
                Map.of("listen.address", address, "bearer.tokens", "t"),
                "route /github would be open to everybody: set github.secrets, or ssl.client.auth=required, or leave it"
                        + " out of routes");
        assertRefused(Map.of("listen.address", address, "bearer.tokens", " , "), "open to everybody");
    }

    @Test
    void shouldListenElsewhereWithAuthenticationOnEveryRoute() {
        Map<String, String> tokens =
                Map.of("listen.address", "0.0.0.0", "bearer.tokens", "t", "routes", "/k=kubernetes");
        Map<String, String> certificates = Map.of(
                "listen.address", "0.0.0.0",
                "ssl.client.auth", "required",
                "ssl.keystore.location", "key.pem",
                "ssl.truststore.location", "clients.pem");

        assertThat(config(tokens).routes()).containsExactly(new Route("/k", Sender.KUBERNETES));
        assertThat(config(certificates).needsClientCertificate()).isTrue();
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertRefused(Map.of("routes", "/a"), "should be path=sender");
        assertRefused(Map.of("routes", "/a=nobody"), "kubernetes, github, gitlab, falco, json");
        assertRefused(Map.of("routes", "a=json"), "should be path=sender");
        assertRefused(Map.of("routes", "/a=json,/a=falco"), "each once");
        assertRefused(Map.of("routes", ""), "at least one path");
        assertRefused(Map.of("ssl.client.auth", "required"), "needs ssl.keystore.location");
        assertRefused(
                Map.of("ssl.client.auth", "required", "ssl.keystore.location", "k"), "needs ssl.truststore.location");
        assertRefused(Map.of("tasks.max", "2"), "one port is listened on by one task");
        assertRefused(Map.of("queue.max.records", "5"), "must not be below request.max.records");
        assertRefused(Map.of("queue.max.bytes", "2000"), "must not be below request.max.bytes");
        assertRefused(Map.of("github.secret", "x"), "did you mean 'github.secrets'?");
    }

    @Test
    void shouldShowNoSecret() {
        WebhookSourceConfig config =
                config(Map.of("bearer.tokens", "tok-1", "github.secrets", "sec-1", "gitlab.tokens", "tok-2"));

        assertThat(config.values() + " " + config.credential(Sender.GITHUB) + config.credential(Sender.JSON))
                .doesNotContain("tok-1", "sec-1", "tok-2");
    }

    @Test
    void shouldShowInValidationWhatIsWrongWithAllSettingsTogether() {
        List<ConfigValue> values = new WebhookSourceConnector()
                .validate(RunningTask.settings(Map.of("listen.address", "0.0.0.0")))
                .configValues();

        assertThat(values)
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("listen.address");
                    assertThat(value.errorMessages().toString()).contains("open to everybody");
                });
    }

    @Test
    void shouldRunOneTaskHoweverManyAreOffered() {
        WebhookSourceConnector connector = new WebhookSourceConnector();
        connector.start(RunningTask.settings(Map.of()));

        assertThat(IntStream.of(1, 8).mapToObj(connector::taskConfigs))
                .allSatisfy(configs -> assertThat(configs).hasSize(1));
    }

    private static WebhookSourceConfig config(Map<String, String> more) {
        return new WebhookSourceConfig(RunningTask.settings(more));
    }

    private static void assertRefused(Map<String, String> more, String message) {
        assertThatThrownBy(() -> config(more))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
