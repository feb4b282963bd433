package io.windhover.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * Schemas by id, and ids by subject and version.
 *
 * <p>Two schemas are the same if Avro prints them the same: layout and attribute order of their text do
 * not count, documentation does.
 */
final class SchemaStore {

    /** A schema's place under a subject; versions count from 1. */
    record Registered(String subject, int version, int id, String schema) {}

    private final List<String> schemas = new ArrayList<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, List<Integer>> idsBySubject = new TreeMap<>();

    synchronized int register(String subject, String text) throws RegistryError {
        Schema schema = parse(text);
        String canonical = schema.toString();
        List<Integer> versions = idsBySubject.getOrDefault(subject, List.of());
        Integer known = ids.get(canonical);
        if (known != null && versions.contains(known)) {
            return known;
        }
        if (!versions.isEmpty()) {
            List<String> reasons = incompatibilities(schema, latest(subject));
            if (!reasons.isEmpty()) {
                throw RegistryError.incompatible(String.join("; ", reasons));
            }
        }
        int id = ids.computeIfAbsent(canonical, added -> {
            schemas.add(added);
            return schemas.size();
        });
        idsBySubject.computeIfAbsent(subject, key -> new ArrayList<>()).add(id);
        return id;
    }

    synchronized Registered lookUp(String subject, String text) throws RegistryError {
        List<Integer> versions = versionsOf(subject);
        Integer id = ids.get(parse(text).toString());
        if (id == null || !versions.contains(id)) {
            throw RegistryError.unknownSchema();
        }
        return registered(subject, versions.indexOf(id) + 1);
    }

    /** Whether readers with the new schema can read what was written with the given version, and if not, why. */
    synchronized List<String> check(String subject, String version, String text) throws RegistryError {
        return incompatibilities(parse(text), find(subject, version));
    }

    synchronized String schema(String id) throws RegistryError {
        int index = number(id) - 1;
        if (index < 0 || index >= schemas.size()) {
            throw RegistryError.unknownSchema();
        }
        return schemas.get(index);
    }

    synchronized List<Registered> placesOf(String id) throws RegistryError {
        String schema = schema(id);
        List<Registered> places = new ArrayList<>();
        idsBySubject.forEach((subject, versions) -> {
            int index = versions.indexOf(ids.get(schema));
            if (index >= 0) {
                places.add(registered(subject, index + 1));
            }
        });
        return places;
    }

    synchronized List<String> subjects() {
        return List.copyOf(idsBySubject.keySet());
    }

    synchronized int versionCount(String subject) throws RegistryError {
        return versionsOf(subject).size();
    }

    /** @param version a number from 1, or {@code latest} */
    synchronized Registered find(String subject, String version) throws RegistryError {
        if (version.equals("latest")) {
            return latest(subject);
        }
        int number = number(version);
        if (number < 1) {
            throw new RegistryError(422, 42202, "The specified version '" + version + "' is not a valid version id.");
        }
        if (number > versionsOf(subject).size()) {
            throw RegistryError.unknownVersion(version);
        }
        return registered(subject, number);
    }

    private Registered latest(String subject) throws RegistryError {
        return registered(subject, versionsOf(subject).size());
    }

    private List<Integer> versionsOf(String subject) throws RegistryError {
        List<Integer> versions = idsBySubject.get(subject);
        if (versions == null) {
            throw RegistryError.unknownSubject(subject);
        }
        return versions;
    }

    private Registered registered(String subject, int version) {
        int id = idsBySubject.getOrDefault(subject, List.of()).get(version - 1);
        return new Registered(subject, version, id, schemas.get(id - 1));
    }

    private static List<String> incompatibilities(Schema reader, Registered writer) throws RegistryError {
        SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, parse(writer.schema()));
        if (result.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return result.getResult().getIncompatibilities().stream()
                .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
    }

    private static Schema parse(String text) throws RegistryError {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw RegistryError.invalidSchema(e.getMessage());
        }
    }

    /** -1, which stands for nothing here, where it is not a number. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
