package io.windhover.connect.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.connect.plugin.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OktaSourceConfigTest {

    static Map<String, String> settings(String url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "okta.url", url,
                "okta.token", OktaServer.TOKEN,
                "okta.limit", "10",
                "poll.interval.ms", "100",
                "retry.backoff.ms", "20",
                "topic", "events",
                "dead.letter.topic", "dead",
                "schema.registry.url", "mock://okta-task"));
        settings.putAll(more);
        return settings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.okta.com",
                "example.okta.com",
                "https://",
                "https://user:pass@example.okta.com",
                "https://example.okta.com/api",
                "https://example.okta.com?a=b",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "ftp://127.0.0.1",
                "https://exa mple"
            })
    void shouldRefuseAnAddressThatTheTokenMustNotGoTo(String url) {
        assertThatThrownBy(() -> new OktaSourceConfig(settings(url, Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("okta.url should be https://HOST, without a path, user or query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.okta.com", "https://example.okta.com/", "http://localhost:80", "http://[::1]:80"
            })
    void shouldTakeHttpsAndLoopbackAddresses(String url) {
        assertThat(new OktaSourceConfig(settings(url, Map.of())).origin()).hasToString(url.replaceAll("/$", "") + "/");
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertRefused("okta.token", "two words", "a token without blanks");
        assertRefused("okta.token", "line\nbreak", "a token without blanks");
        assertRefused("okta.since", "yesterday", "2026-10-01T00:00:00Z");
        assertRefused("okta.limit", "1001", "okta.limit");
        assertRefused("okta.tokn", "x", "unknown setting 'okta.tokn': did you mean 'okta.token'?");
        assertRefused("tasks.max", "2", "read by one task");
    }

    @Test
    void shouldShowTheTokenNowhere() {
        OktaSourceConfig config = new OktaSourceConfig(settings("https://example.okta.com", Map.of()));

        assertThat(config.values().toString()).doesNotContain(OktaServer.TOKEN);
        assertThatThrownBy(() -> new OktaSourceConfig(
                        settings("https://example.okta.com", Map.of("okta.token", "very secret token"))))
                .hasMessageNotContaining("very secret");
    }

    @Test
    void shouldShowInValidationWhatIsWrongWithAllSettingsTogether() {
        List<ConfigValue> values = new OktaSourceConnector()
                .validate(settings("https://example.okta.com", Map.of("tasks.max", "3")))
                .configValues();

        assertThat(values)
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.errorMessages())
                        .singleElement()
                        .asString()
                        .contains("one task"));
    }

    @Test
    void shouldFindTheNextLinkAmongOthers() {
        assertThat(NextLink.in(List.of("<https://a/1>; rel=\"self\"", "<https://a/2>; rel=\"next\"")))
                .contains("https://a/2");
        assertThat(NextLink.in(List.of("<https://a/1?x=1,2>; rel=self, <https://a/2?y=1,2>; rel=next")))
                .contains("https://a/2?y=1,2");
        assertThat(NextLink.in(List.of("<https://a/1>; rel=\"nextish\""))).isEmpty();
        assertThat(NextLink.in(List.of("<".repeat(10_000)))).isEqualTo(Optional.empty());
    }

    @Test
    void shouldWaitLongerAfterEachFailureButNeverTooLong() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(1));

        for (long whole : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
            assertThat(backoff.afterFailure().toMillis()).isBetween(whole / 2, whole);
        }
        backoff.afterSuccess();
        assertThat(backoff.afterFailure().toMillis()).isBetween(50L, 100L);
    }

    private static void assertRefused(String name, String value, String message) {
        assertThatThrownBy(() -> new OktaSourceConfig(settings("https://example.okta.com", Map.of(name, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
