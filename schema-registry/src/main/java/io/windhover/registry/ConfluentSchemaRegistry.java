package io.windhover.registry;

import io.windhover.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import org.apache.kafka.common.config.ConfigException;

/**
 * Confluent's client behind our interface. The only class that knows the names the client has here: to
 * build on Confluent's own artifact instead, change its imports.
 */
final class ConfluentSchemaRegistry implements SchemaRegistry {

    private static final int CACHED_SCHEMAS = 1_000;

    // Without it every record with a made-up id would cost a request.
    private static final String MISSING_ID_CACHE_SECONDS = "missing.id.cache.ttl.sec";
    private static final long DEFAULT_MISSING_ID_CACHE_SECONDS = 10;

    // The client casts these, so that a number from a file, which is text, would be a ClassCastException.
    private static final Map<String, Function<String, Number>> NUMBERS = Map.of(
            "http.connect.timeout.ms",
            Integer::valueOf,
            "http.read.timeout.ms",
            Integer::valueOf,
            "missing.cache.size",
            Integer::valueOf,
            MISSING_ID_CACHE_SECONDS,
            Long::valueOf,
            "missing.version.cache.ttl.sec",
            Long::valueOf,
            "missing.schema.cache.ttl.sec",
            Long::valueOf,
            "bearer.auth.cache.expiry.buffer.seconds",
            Short::valueOf);

    // Error codes of the registry's REST API that say "there is no such thing".
    private static final List<Integer> NO_SUCH_SUBJECT_VERSION_OR_SCHEMA = List.of(40401, 40402, 40403);

    private final SchemaRegistryClient client;
    private final boolean autoRegister;
    private final String name;

    private ConfluentSchemaRegistry(SchemaRegistryClient client, boolean autoRegister, String name) {
        this.client = client;
        this.autoRegister = autoRegister;
        this.name = name;
    }

    static SchemaRegistry connect(List<String> urls, Map<String, ?> config, boolean autoRegister) {
        try {
            Map<String, Object> settings = new HashMap<>(config);
            settings.putIfAbsent(MISSING_ID_CACHE_SECONDS, DEFAULT_MISSING_ID_CACHE_SECONDS);
            settings.replaceAll(ConfluentSchemaRegistry::typed);
            SchemaRegistryClient client =
                    new CachedSchemaRegistryClient(urls, CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), settings);
            return new ConfluentSchemaRegistry(client, autoRegister, String.join(",", urls));
        } catch (RuntimeException e) {
            // A wrong keystore comes as a bare RuntimeException. Not as the cause: settings might be in its trace.
            throw new ConfigException("Schema registry client: " + causes(e));
        }
    }

    private static String causes(Throwable first) {
        return Stream.iterate(first, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
    }

    private static Object typed(String name, Object value) {
        Function<String, Number> parser = NUMBERS.get(name);
        try {
            return parser == null ? value : parser.apply(value.toString());
        } catch (NumberFormatException e) {
            throw new ConfigException(name + " is not a number, or out of its range");
        }
    }

    static SchemaRegistry mock(String name) {
        return new ConfluentSchemaRegistry(MockSchemaRegistry.getClientForScope(name), true, "mock://" + name);
    }

    @Override
    public int register(String subject, String schemaJson) {
        AvroSchema schema = new AvroSchema(schemaJson);
        try {
            return autoRegister ? client.register(subject, schema) : client.getId(subject, schema);
        } catch (IOException | RestClientException e) {
            throw failure("schema for subject " + subject, e);
        }
    }

    @Override
    public String schemaById(int id) {
        try {
            ParsedSchema schema = client.getSchemaById(id);
            // Not canonicalString(): that leaves schemas it refers to out.
            return ((AvroSchema) schema).rawSchema().toString();
        } catch (IOException | RestClientException e) {
            throw failure("schema id " + id, e);
        }
    }

    @Override
    public boolean accepts(String subject, String schemaJson) {
        try {
            return client.testCompatibility(subject, new AvroSchema(schemaJson));
        } catch (IOException | RestClientException e) {
            SchemaRegistryException failure = failure("compatibility under subject " + subject, e);
            if (failure.reason() == Reason.NOT_FOUND) {
                return true;
            }
            throw failure;
        }
    }

    private SchemaRegistryException failure(String asked, Exception e) {
        return new SchemaRegistryException(
                reason(e),
                "Registry " + name + ", " + asked + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                e);
    }

    private static Reason reason(Exception e) {
        if (e instanceof RestClientException answer) {
            if (NO_SUCH_SUBJECT_VERSION_OR_SCHEMA.contains(answer.getErrorCode())) {
                return Reason.NOT_FOUND;
            }
            int status = answer.getStatus();
            return status >= 500 || status == 408 || status == 429 ? Reason.UNAVAILABLE : Reason.REFUSED;
        }
        // The client has no exception of its own for a schema that is JSON Schema, Protobuf or broken Avro.
        boolean notAvro = e.getMessage() != null && e.getMessage().startsWith("Invalid schema ");
        return notAvro ? Reason.NOT_FOUND : Reason.UNAVAILABLE;
    }

    @Override
    public String toString() {
        return "SchemaRegistry[" + name + "]";
    }
}
