package io.windhover.detector.app;

import io.windhover.detector.serving.Secret;
import io.windhover.detector.serving.ServingConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code serving}: first all that stands there, then what it comes to. */
final class ServingSettings {
    private final String address;
    private final int port;
    private final boolean allowAnonymous;
    private final @Nullable String issuer;
    private final @Nullable String audience;
    private final @Nullable String jwks;
    private final @Nullable String certificate;
    private final @Nullable String key;
    private final @Nullable String keystore;
    private final Place token;
    private final Place password;

    /** A secret's place, as it was written. */
    private record Place(
            String name, @Nullable String file, @Nullable String variable) {
        static Place of(ConfigSection parent, String key, String name) {
            ConfigSection section = parent.section(key);
            return new Place(name, section.textOrNull("file"), section.textOrNull("env"));
        }

        @Nullable
        Secret secret() {
            Checks.require(file == null || variable == null, name + ": set file or env, not both");
            if (file != null) {
                return new Secret.InFile(Path.of(file));
            }
            return variable == null ? null : new Secret.InEnvironment(variable);
        }
    }

    ServingSettings(ConfigSection section) {
        this.address = section.text("address", ServingConfig.DEFAULT.address());
        this.port = section.integer("port", ServingConfig.DEFAULT_PORT);
        this.allowAnonymous = section.flag("allow-anonymous", false);
        this.token = Place.of(section, "token", "serving: token");
        ConfigSection oidc = section.section("oidc");
        this.issuer = oidc.textOrNull("issuer");
        this.audience = oidc.textOrNull("audience");
        this.jwks = oidc.textOrNull("jwks");
        ConfigSection tls = section.section("tls");
        this.certificate = tls.textOrNull("certificate");
        this.key = tls.textOrNull("key");
        this.keystore = tls.textOrNull("keystore");
        this.password = Place.of(tls, "password", "serving: tls: password");
    }

    /**
     * What was read.
     *
     * @throws ConfigException where the settings do not go together
     * @throws io.windhover.detector.serving.ServingException likewise
     */
    ServingConfig config() {
        return new ServingConfig(address, port, token.secret(), oidc(), tls(), allowAnonymous);
    }

    private ServingConfig.@Nullable Oidc oidc() {
        if (issuer == null && audience == null && jwks == null) {
            return null;
        }
        Checks.require(issuer != null && audience != null, "serving: oidc: issuer and audience are needed");
        return new ServingConfig.Oidc(
                url("issuer", issuer == null ? "" : issuer),
                audience == null ? "" : audience,
                jwks == null ? null : url("jwks", jwks));
    }

    private ServingConfig.@Nullable Tls tls() {
        Secret secret = password.secret();
        if (keystore != null) {
            Checks.require(certificate == null && key == null, "serving: tls: set keystore or certificate and key");
            Checks.require(secret != null, "serving: tls: keystore needs a password");
            return secret == null ? null : new ServingConfig.Tls.Store(Path.of(keystore), secret);
        }
        Checks.require(secret == null, "serving: tls: password is for a keystore");
        Checks.require((certificate == null) == (key == null), "serving: tls: certificate and key go together");
        return certificate == null || key == null
                ? null
                : new ServingConfig.Tls.Pem(Path.of(certificate), Path.of(key));
    }

    private static URI url(String name, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ConfigException("serving: oidc: " + name + " is not a URL");
        }
    }
}
