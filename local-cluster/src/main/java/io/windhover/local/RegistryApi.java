package io.windhover.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.windhover.local.SchemaStore.Registered;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of Confluent's REST API that clients and command-line tools ask for.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Schema Registry API reference</a>
 */
final class RegistryApi implements HttpHandler {

    static final int MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RegistryApi.class);

    private final ObjectMapper json = new ObjectMapper();
    private final SchemaStore store = new SchemaStore();
    private final @Nullable String authorization;

    RegistryApi(@Nullable String authorization) {
        this.authorization = authorization;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                authorize(exchange);
                respond(exchange, 200, answer(exchange));
            } catch (RegistryError e) {
                respond(exchange, e.status(), error(e.code(), e.getMessage()));
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("Schema registry request failed");
                respond(exchange, 500, error(50001, "Error in the backend data store"));
            }
        }
    }

    private static Map<String, ?> error(int code, @Nullable String message) {
        return Map.of("error_code", code, "message", message == null ? "" : message);
    }

    private void authorize(HttpExchange exchange) throws RegistryError {
        if (authorization == null) {
            return;
        }
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        // Compares in constant time, as any check of a secret should.
        if (given == null || !MessageDigest.isEqual(bytes(given), bytes(authorization))) {
            throw new RegistryError(401, 401, "Unauthorized");
        }
    }

    private Object answer(HttpExchange exchange) throws IOException, RegistryError {
        List<String> path = segments(exchange.getRequestURI().getRawPath());
        return switch (exchange.getRequestMethod() + " " + shape(path)) {
            case "GET /" -> Map.of();
            case "GET /subjects" -> store.subjects();
            case "POST /subjects/*" -> store.lookUp(path.get(1), schemaIn(exchange));
            case "GET /subjects/*/versions" ->
                IntStream.rangeClosed(1, store.versionCount(path.get(1)))
                        .boxed()
                        .toList();
            case "POST /subjects/*/versions" -> Map.of("id", store.register(path.get(1), schemaIn(exchange)));
            case "GET /subjects/*/versions/*" -> store.find(path.get(1), path.get(3));
            case "GET /subjects/*/versions/*/schema" ->
                json.readTree(store.find(path.get(1), path.get(3)).schema());
            case "GET /schemas/ids/*" -> Map.of("schema", store.schema(path.get(2)));
            case "GET /schemas/ids/*/schema" -> json.readTree(store.schema(path.get(2)));
            case "GET /schemas/ids/*/subjects" ->
                store.placesOf(path.get(2)).stream().map(Registered::subject).toList();
            case "GET /schemas/ids/*/versions" ->
                store.placesOf(path.get(2)).stream()
                        .map(place -> Map.of("subject", place.subject(), "version", place.version()))
                        .toList();
            case "GET /schemas/types" -> List.of("AVRO");
            case "GET /config", "GET /config/*" -> Map.of("compatibilityLevel", "BACKWARD");
            case "GET /mode", "GET /mode/*" -> Map.of("mode", "READWRITE");
            case "POST /compatibility/subjects/*/versions/*" -> {
                List<String> reasons = store.check(path.get(2), path.get(4), schemaIn(exchange));
                yield Map.of("is_compatible", reasons.isEmpty(), "messages", reasons);
            }
            default -> throw new RegistryError(404, 404, "HTTP 404 Not Found");
        };
    }

    private static List<String> segments(String rawPath) {
        // "+" stands for itself in a path, unlike in a form.
        return Arrays.stream(rawPath.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /** The path with its variable parts, which are every second one, as asterisks. */
    private static String shape(List<String> path) {
        if (path.isEmpty()) {
            return "/";
        }
        int firstVariable = Set.of("schemas", "compatibility").contains(path.get(0)) ? 2 : 1;
        List<String> shape = new ArrayList<>(path);
        for (int i = firstVariable; i < shape.size(); i += 2) {
            shape.set(i, "*");
        }
        return "/" + String.join("/", shape);
    }

    private String schemaIn(HttpExchange exchange) throws IOException, RegistryError {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new RegistryError(413, 413, "Request body larger than " + MAX_BODY_BYTES + " bytes");
        }
        JsonNode request;
        try {
            request = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RegistryError(400, 400, "Request body is not JSON");
        }
        if (!request.path("schemaType").asText("AVRO").equals("AVRO")
                || !request.path("references").isEmpty()) {
            throw RegistryError.invalidSchema("this registry knows Avro only, without references");
        }
        if (!request.path("schema").isTextual()) {
            throw RegistryError.invalidSchema("the request has no schema");
        }
        return request.path("schema").textValue();
    }

    private void respond(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] body = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
