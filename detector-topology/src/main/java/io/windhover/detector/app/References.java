package io.windhover.detector.app;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * What the configuration file does not say itself, in the notation and through the providers that Kafka Connect has for
 * it (KIP-297, KIP-421, KIP-887): <code>${env:NAME}</code> is a variable of the environment, <code>${file:PATH:KEY}</code>
 * a key of a properties file, <code>${dir:PATH:NAME}</code> the content of a file in a directory, which is how Kubernetes
 * mounts secrets. They may stand within a text.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:env|file|dir):[^}]*}");

    private final ConfigTransformer transformer;

    References() {
        // None of them holds anything that would have to be closed.
        Map<String, ConfigProvider> providers = Map.of(
                "env",
                new EnvVarConfigProvider(),
                "file",
                new FileConfigProvider(),
                "dir",
                new DirectoryConfigProvider());
        providers.values().forEach(provider -> provider.configure(Map.of()));
        this.transformer = new ConfigTransformer(providers);
    }

    /**
     * The text with what its references stand for.
     *
     * @throws ConfigException if there is no such thing; the message names the reference, never a value
     */
    String resolve(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String reference = matcher.group();
            if (reference.equals(transformed(reference))) {
                throw new ConfigException(reference + " stands for nothing");
            }
        }
        return transformed(text);
    }

    private String transformed(String text) {
        try {
            return transformer.transform(Map.of("", text)).data().getOrDefault("", text);
        } catch (org.apache.kafka.common.config.ConfigException e) {
            throw new ConfigException("a reference cannot be read: " + e.getMessage());
        }
    }
}
