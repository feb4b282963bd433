package io.windhover.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Opens registries. */
public final class SchemaRegistries {

    /** Where the registry is: URLs, separated by commas; or {@code mock://name}. */
    public static final String URL = "schema.registry.url";

    /**
     * Whether a schema that is not yet under its subject is put there; {@code true} by default. With
     * {@code false} it has to be there already, as where only a pipeline may register.
     */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    private static final String MOCK = "mock://";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER_INFO = "basic.auth.user.info";

    private SchemaRegistries() {}

    /**
     * Opens a registry with Confluent's settings.
     *
     * <p>{@value #URL} is required. Everything else is handed to Confluent's client under the names it
     * is documented with, among them {@code basic.auth.credentials.source}, {@code
     * basic.auth.user.info}, {@code bearer.auth.*}, {@code schema.registry.ssl.*}, {@code
     * http.connect.timeout.ms} and {@code http.read.timeout.ms}; names it does not know, it ignores. No
     * request is made yet.
     *
     * <p>A user and password in the URL are taken out of it and sent as basic authentication, so that
     * no URL that is logged holds them.
     *
     * @param config values are strings, numbers, booleans or Kafka's {@link Password}
     * @return for {@code mock://name} a registry in this process's memory: the same for the same name
     * @throws ConfigException if a setting is missing or wrong; its message holds no value of a setting
     */
    public static SchemaRegistry connect(Map<String, ?> config) {
        List<String> urls = urls(config);
        if (urls.get(0).startsWith(MOCK)) {
            if (urls.size() > 1) {
                throw new ConfigException(URL + ": a mock registry stands alone, not in a list");
            }
            return ConfluentSchemaRegistry.mock(urls.get(0).substring(MOCK.length()));
        }
        Map<String, Object> plain = withoutPasswordTypes(config);
        List<String> addresses = withoutCredentials(urls, plain);
        boolean autoRegister = !"false".equalsIgnoreCase(Objects.toString(plain.get(AUTO_REGISTER), "true"));
        return ConfluentSchemaRegistry.connect(addresses, plain, autoRegister);
    }

    private static List<String> urls(Map<String, ?> config) {
        Object value = config.get(URL);
        Stream<?> parts = value instanceof Collection<?> several
                ? several.stream()
                : Arrays.stream(Objects.toString(value, "").split(",", -1));
        List<String> urls = parts.map(part -> part.toString().trim())
                .filter(url -> !url.isEmpty())
                .toList();
        if (urls.isEmpty()) {
            throw new ConfigException(URL + " is missing: the address of the schema registry");
        }
        return urls;
    }

    /** The client is relocated and so are the types it knows: it would print ours as "[hidden]" and send that. */
    private static Map<String, Object> withoutPasswordTypes(Map<String, ?> config) {
        Map<String, Object> plain = new HashMap<>();
        config.forEach((name, value) -> {
            if (value != null) {
                plain.put(name, value instanceof Password password ? password.value() : value);
            }
        });
        return plain;
    }

    private static List<String> withoutCredentials(List<String> urls, Map<String, Object> config) {
        List<String> addresses = new ArrayList<>();
        Set<String> credentials = new HashSet<>();
        for (String url : urls) {
            URI uri = parse(url);
            String userInfo = uri.getRawUserInfo();
            if (userInfo == null) {
                addresses.add(url);
            } else {
                // "+" stands for itself in this part of a URL, unlike in a form.
                credentials.add(URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8));
                addresses.add(url.replace(userInfo + "@", ""));
            }
        }
        if (!credentials.isEmpty()) {
            Object source = config.getOrDefault(BASIC_SOURCE, "URL");
            if (!source.equals("URL") || credentials.size() > 1) {
                throw new ConfigException(
                        URL + " holds credentials that differ from each other or from " + BASIC_SOURCE);
            }
            config.put(BASIC_SOURCE, "USER_INFO");
            config.put(BASIC_USER_INFO, credentials.iterator().next());
        }
        return addresses;
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Its message repeats the URL, credentials and all; ours does not.
        }
        throw new ConfigException(URL + " is not a list of http:// or https:// addresses, nor mock://name");
    }
}
