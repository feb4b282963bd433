package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.serving.Secret;
import io.windhover.detector.serving.ServingConfig;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingSettingsTest {
    @Test
    void shouldListenOnLoopbackUnlessToldOtherwise() {
        assertThat(parse("")).isEqualTo(new ServingConfig("127.0.0.1", 9464, null, null, null, false));
    }

    @Test
    void shouldReadEverySetting() {
        assertThat(parse("""
                serving:
                  address: 0.0.0.0
                  port: 8443
                  token: {file: /run/secrets/token}
                  tls: {certificate: /tls/tls.crt, key: /tls/tls.key}
                """))
                .isEqualTo(new ServingConfig(
                        "0.0.0.0",
                        8_443,
                        new Secret.InFile(Path.of("/run/secrets/token")),
                        null,
                        new ServingConfig.Tls.Pem(Path.of("/tls/tls.crt"), Path.of("/tls/tls.key")),
                        false));
        assertThat(parse("""
                serving:
                  address: 0.0.0.0
                  oidc: {issuer: "https://issuer.example", audience: windhover, jwks: "https://issuer.example/keys"}
                  tls: {keystore: /tls/keys.p12, password: {env: STORE_PASSWORD}}
                """))
                .isEqualTo(new ServingConfig(
                        "0.0.0.0",
                        9_464,
                        null,
                        new ServingConfig.Oidc(
                                URI.create("https://issuer.example"),
                                "windhover",
                                URI.create("https://issuer.example/keys")),
                        new ServingConfig.Tls.Store(
                                Path.of("/tls/keys.p12"), new Secret.InEnvironment("STORE_PASSWORD")),
                        false));
        assertThat(parse("serving: {address: 0.0.0.0, allow-anonymous: true}").allowAnonymous())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {address: 0.0.0.0}                                              | needs a token or oidc, or allow-anonymous: true
            {address: metrics.invalid}                                      | needs a token or oidc, or allow-anonymous: true
            {port: 65536}                                                   | port must be 0 to 65535
            {token: {file: /a, env: A}}                                     | serving: token: set file or env, not both
            {token: {env: A}, oidc: {issuer: "https://i.ex", audience: a}}  | set token or oidc, not both
            {oidc: {issuer: "https://i.ex"}}                                | issuer and audience are needed
            {oidc: {issuer: "http://i.ex", audience: a}}                    | issuer must be an https URL
            {oidc: {issuer: "https://i ex", audience: a}}                   | issuer is not a URL
            {tls: {certificate: /a}}                                        | certificate and key go together
            {tls: {keystore: /a}}                                           | keystore needs a password
            {tls: {keystore: /a, key: /b, password: {env: A}}}              | set keystore or certificate and key
            {tls: {certificate: /a, key: /b, password: {env: A}}}           | password is for a keystore
            {tokn: {env: A}}                                                | unknown setting serving: tokn; did you mean serving: token?
            """)
    void shouldRefuseWhatDoesNotGoTogether(String section, String message) {
        assertThatThrownBy(() -> parse("serving: " + section))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("windhover.yaml:")
                .hasMessageContaining(message);
    }

    private static ServingConfig parse(String yaml) {
        return ConfigFile.parse("windhover.yaml", """
                        kafka: {bootstrap.servers: "localhost:9092"}
                        schema-registry: {schema.registry.url: "http://localhost:8081"}
                        """ + yaml).serving();
    }
}
