package io.windhover.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.windhover.registry.SchemaRegistryException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistriesTest {

    private static final String SCHEMA = "\"string\"";

    @Test
    void shouldGiveTheSameMockForTheSameName() {
        int id = connect("mock://same").register("s", SCHEMA);

        assertThat(connect("mock://same").schemaById(id)).isEqualTo(SCHEMA);
        assertThat(catchThrowableOfType(SchemaRegistryException.class, () -> connect("mock://another")
                                .schemaById(id))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "localhost:8081",
                "ftp://localhost",
                "http://",
                "mock://a,mock://b",
                "http://ann:s3cret@a,http://bob:s3cret@b",
                "http://ann:s3cret@ho st",
            })
    void shouldRefuseAnAddressThatIsNone(String url) {
        assertThatThrownBy(() -> connect(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("schema.registry.url")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldRefuseToBeWithoutAnAddress() {
        assertThatThrownBy(() -> SchemaRegistries.connect(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url is missing");
    }

    @Test
    void shouldTakeSeveralAddressesAsTextOrList() {
        assertThat(connect("http://a:1, https://b:2/base").toString()).contains("http://a:1,https://b:2/base");
        assertThat(SchemaRegistries.connect(Map.of("schema.registry.url", List.of("http://a:1", "http://b:2")))
                        .toString())
                .contains("http://a:1,http://b:2");
    }

    @Test
    void shouldTakeNumbersAsText() {
        assertThat(connect(
                        "http://a:1",
                        Map.of(
                                "http.connect.timeout.ms", "100",
                                "http.read.timeout.ms", 100L,
                                "missing.id.cache.ttl.sec", "1",
                                "missing.cache.size", "10")))
                .isNotNull();
        assertThatThrownBy(() -> connect("http://a:1", Map.of("http.read.timeout.ms", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.read.timeout.ms");
    }

    @Test
    void shouldRefuseContradictoryCredentials() {
        assertThatThrownBy(() -> connect(
                        "http://ann:s3cret@a:1",
                        Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "s3cret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> connect(
                        "http://ann:s3cret@a:1",
                        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "bob:s3cret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldReportAWrongKeystoreAsConfiguration() {
        assertThatThrownBy(() -> connect(
                        "https://a:1",
                        Map.of(
                                "schema.registry.ssl.truststore.location", "/no/such/store.p12",
                                "schema.registry.ssl.truststore.password", "s3cret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldReportARegistryThatDoesNotAnswerAsUnavailable() {
        // Port 1 of loopback: nobody listens there.
        SchemaRegistry nobody = connect("http://127.0.0.1:1");

        SchemaRegistryException failure =
                catchThrowableOfType(SchemaRegistryException.class, () -> nobody.schemaById(1));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.retriable()).isTrue();
        assertThat(failure).hasMessageContaining("http://127.0.0.1:1").hasMessageContaining("schema id 1");
    }

    private static SchemaRegistry connect(String url) {
        return connect(url, Map.of());
    }

    private static SchemaRegistry connect(String url, Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("schema.registry.url", url);
        return SchemaRegistries.connect(config);
    }
}
