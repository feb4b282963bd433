package io.windhover.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.windhover.local.EmbeddedSchemaRegistry.Access;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.registry.SchemaRegistryException.Reason;
import io.windhover.schemas.LogSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client over HTTP and HTTPS, with each kind of credentials, right and wrong. */
class SchemaRegistryClientTest {

    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}";
    private static final String SECRET = "5ecret-of-the-test";

    private static Certificate server;
    private static Certificate client;

    private final StringWriter log = new StringWriter();
    private WriterAppender appender;

    @BeforeAll
    static void createCertificates(@TempDir Path directory) throws Exception {
        server = Certificate.create(directory, "server", "server-" + SECRET);
        client = Certificate.create(directory, "client", "client-" + SECRET);
    }

    @BeforeEach
    void recordLog() {
        LoggerContext context = LoggerContext.getContext(false);
        appender = WriterAppender.newBuilder()
                .setName("recorded")
                .setTarget(log)
                .setLayout(
                        PatternLayout.newBuilder().setPattern("%p %c %m %ex%n").build())
                .build();
        appender.start();
        context.getConfiguration().getRootLogger().addAppender(appender, Level.ALL, null);
        context.getConfiguration().getRootLogger().setLevel(Level.ALL);
        context.updateLoggers();
    }

    @AfterEach
    void shouldNeverHaveLoggedASecret() {
        LoggerContext context = LoggerContext.getContext(false);
        context.getConfiguration().getRootLogger().removeAppender("recorded");
        context.getConfiguration().getRootLogger().setLevel(Level.OFF);
        context.updateLoggers();

        assertThat(log.toString()).isNotEmpty().doesNotContain(SECRET);
    }

    @Test
    void shouldRegisterAndFetchOverHttp() {
        try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start()) {
            int id = connect(registry, Map.of()).register("a-value", SCHEMA);

            assertThat(connect(registry, Map.of()).schemaById(id)).isEqualTo(SCHEMA);
        }
    }

    @Test
    void shouldSendBasicCredentials() {
        try (EmbeddedSchemaRegistry registry =
                EmbeddedSchemaRegistry.start(Access.open().withBasicAuth("ann", SECRET))) {
            assertThat(connect(registry, basic("ann:" + SECRET)).register("a-value", SCHEMA))
                    .isPositive();
            assertRefused(registry, basic("ann:wrong-" + SECRET));
            assertRefused(registry, Map.of());
        }
    }

    @Test
    void shouldTakeCredentialsOutOfTheUrl() {
        try (EmbeddedSchemaRegistry registry =
                EmbeddedSchemaRegistry.start(Access.open().withBasicAuth("a+n", SECRET + "/@"))) {
            String url = registry.url().replace("//", "//a+n:" + SECRET + "%2F%40@");

            SchemaRegistry connected = SchemaRegistries.connect(Map.of("schema.registry.url", url));

            assertThat(connected.register("a-value", SCHEMA)).isPositive();
            assertThat(connected.toString()).contains(registry.url());
        }
    }

    @Test
    void shouldSendABearerToken() {
        try (EmbeddedSchemaRegistry registry =
                EmbeddedSchemaRegistry.start(Access.open().withBearerToken(SECRET))) {
            assertThat(connect(registry, bearer(SECRET)).register("a-value", SCHEMA))
                    .isPositive();
            assertRefused(registry, bearer("wrong-" + SECRET));
        }
    }

    @Test
    void shouldFetchItsTokenByOAuth() throws Exception {
        String token = jsonWebToken();
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/token", exchange -> {
            byte[] answer = "{\"access_token\": \"%s\"}".formatted(token).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        issuer.start();
        try (EmbeddedSchemaRegistry registry =
                EmbeddedSchemaRegistry.start(Access.open().withBearerToken(token))) {
            Map<String, Object> oauth = Map.of(
                    "bearer.auth.credentials.source", "OAUTHBEARER",
                    "bearer.auth.issuer.endpoint.url",
                            "http://127.0.0.1:" + issuer.getAddress().getPort() + "/token",
                    "bearer.auth.client.id", "ann",
                    "bearer.auth.client.secret", new Password(SECRET),
                    "bearer.auth.scope", "schemas",
                    "bearer.auth.logical.cluster", "cluster",
                    "bearer.auth.identity.pool.id", "pool");

            assertThat(connect(registry, oauth).register("a-value", SCHEMA)).isPositive();
        } finally {
            issuer.stop(0);
        }
    }

    /** The client looks at the claims, not at the signature. */
    private static String jsonWebToken() {
        Instant now = Instant.now();
        String claims = "{\"sub\": \"ann\", \"scope\": \"schemas\", \"iat\": %d, \"exp\": %d}"
                .formatted(now.getEpochSecond(), now.plusSeconds(3600).getEpochSecond());
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\": \"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".signature-" + SECRET;
    }

    @Test
    void shouldTrustAServerByItsTruststore() throws Exception {
        try (EmbeddedSchemaRegistry registry =
                EmbeddedSchemaRegistry.start(Access.open().withTls(server.context(client)))) {
            assertThat(connect(registry, trust(server)).register("a-value", SCHEMA))
                    .isPositive();

            assertThat(failure(registry, trust(client)).reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(failure(registry, Map.of()).reason()).isEqualTo(Reason.UNAVAILABLE);
        }
    }

    @Test
    void shouldPresentAClientCertificateWithBasicCredentials() throws Exception {
        Access access = Access.open()
                .withTls(server.context(client))
                .withClientCertificates()
                .withBasicAuth("ann", SECRET);
        try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start(access)) {
            Map<String, Object> settings = new HashMap<>(trust(server));
            settings.putAll(basic("ann:" + SECRET));
            assertThat(failure(registry, settings).reason()).isEqualTo(Reason.UNAVAILABLE);

            settings.put(
                    "schema.registry.ssl.keystore.location", client.keystore().toString());
            settings.put("schema.registry.ssl.keystore.type", "PKCS12");
            settings.put("schema.registry.ssl.keystore.password", new Password(client.password()));
            settings.put("schema.registry.ssl.key.password", new Password(client.password()));
            assertThat(connect(registry, settings).register("a-value", SCHEMA)).isPositive();
        }
    }

    @Test
    void shouldOnlyLookUpWhereItMayNotRegister() {
        try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start()) {
            SchemaRegistry reader = connect(registry, Map.of("auto.register.schemas", false));

            SchemaRegistryException missing =
                    catchThrowableOfType(SchemaRegistryException.class, () -> reader.register("a-value", SCHEMA));
            int id = connect(registry, Map.of()).register("a-value", SCHEMA);

            assertThat(missing.reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(reader.register("a-value", SCHEMA)).isEqualTo(id);
        }
    }

    @Test
    void shouldReportAnIncompatibleSchemaAsRefused() {
        try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start()) {
            connect(registry, Map.of()).register("a-value", "\"string\"");

            SchemaRegistryException refused =
                    catchThrowableOfType(SchemaRegistryException.class, () -> connect(registry, Map.of())
                            .register("a-value", "\"int\""));

            assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
            assertThat(refused.retriable()).isFalse();
            assertThat(refused).hasMessageContaining("a-value").hasMessageContaining("incompatible");
        }
    }

    @Test
    void shouldNotTakeARecordForUnreadableWhileTheRegistryIsAway() {
        LogSource source = LogSource.newBuilder().setProduct("aws").build();
        byte[] record;
        SchemaRegistry connected;
        try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start()) {
            record = serde(connect(registry, Map.of())).serializer().serialize("t", source);
            connected = connect(registry, Map.of());
        }

        assertThatThrownBy(() -> serde(connected).deserializer().deserialize("t", record))
                .isInstanceOfSatisfying(SchemaRegistryException.class, e -> assertThat(e.retriable())
                        .isTrue());
    }

    @Test
    void shouldTakeARecordForUnreadableWhenTheRegistrySaysItHasNoSuchSchema() {
        byte[] record = {0, 0, 0, 0, 99, 0};
        try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start()) {
            assertThatThrownBy(() ->
                            serde(connect(registry, Map.of())).deserializer().deserialize("t", record))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("no Avro schema with id 99");
        }
    }

    @Test
    void shouldNotTakeARecordForUnreadableWhenItMayNotAsk() {
        byte[] record = {0, 0, 0, 0, 99, 0};
        try (EmbeddedSchemaRegistry registry =
                EmbeddedSchemaRegistry.start(Access.open().withBearerToken(SECRET))) {
            assertThatThrownBy(() ->
                            serde(connect(registry, Map.of())).deserializer().deserialize("t", record))
                    .isInstanceOf(SchemaRegistryException.class);
        }
    }

    private static AvroSerde<LogSource> serde(SchemaRegistry registry) {
        return new AvroSerde<>(LogSource.class, registry);
    }

    private static SchemaRegistry connect(EmbeddedSchemaRegistry registry, Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("schema.registry.url", registry.url());
        return SchemaRegistries.connect(config);
    }

    private static void assertRefused(EmbeddedSchemaRegistry registry, Map<String, ?> settings) {
        assertThat(failure(registry, settings).reason()).isEqualTo(Reason.REFUSED);
    }

    private static SchemaRegistryException failure(EmbeddedSchemaRegistry registry, Map<String, ?> settings) {
        SchemaRegistryException failure = catchThrowableOfType(
                SchemaRegistryException.class, () -> connect(registry, settings).register("a-value", SCHEMA));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
        return failure;
    }

    private static Map<String, Object> basic(String userInfo) {
        return Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", new Password(userInfo));
    }

    private static Map<String, Object> bearer(String token) {
        return Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", token);
    }

    private static Map<String, Object> trust(Certificate certificate) {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                        certificate.truststore().toString(),
                "schema.registry.ssl.truststore.type", "PKCS12",
                "schema.registry.ssl.truststore.password", certificate.password());
    }
}
