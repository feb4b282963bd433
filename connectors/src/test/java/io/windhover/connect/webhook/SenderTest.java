package io.windhover.connect.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.record.Delivery;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    @Test
    void shouldHandOnWhatGithubsHeadersSayAndNoCredential() {
        Map<String, String> headers = Map.of(
                "x-github-event", "push",
                "x-github-delivery", "72d3162e-cc78",
                "x-hub-signature-256", "sha256=00",
                "authorization", "Bearer secret",
                "user-agent", "GitHub-Hookshot/1");

        Delivery delivery = Sender.GITHUB.delivery(headers::get);

        assertThat(delivery.id()).isEqualTo("github:72d3162e-cc78");
        assertThat(delivery.context())
                .containsOnly(Map.entry("x-github-event", "push"), Map.entry("x-github-delivery", "72d3162e-cc78"));
    }

    @Test
    void shouldNotTakeWhatRecursiveEventsShareForADelivery() {
        Map<String, String> headers = Map.of("x-gitlab-event-uuid", "shared", "x-gitlab-token", "secret");

        Delivery delivery = Sender.GITLAB.delivery(headers::get);

        assertThat(delivery.id()).isNull();
        assertThat(delivery.context()).containsOnly(Map.entry("x-gitlab-event-uuid", "shared"));
        assertThat(Sender.GITLAB.delivery(Map.of("idempotency-key", "7")::get).id())
                .isEqualTo("gitlab:7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "\u00e9"})
    void shouldTakeNoIdThatIsNone(String id) {
        assertThat(Sender.GITHUB.delivery(Map.of("x-github-delivery", id)::get).id())
                .isNull();
    }
}
