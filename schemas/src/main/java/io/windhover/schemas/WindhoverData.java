package io.windhover.schemas;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Avro's model of our generated classes: finds the class of a schema in this package.
 *
 * <p>Since 1.12.2 Avro loads no class that is not on a list of trusted ones, the application's own
 * generated classes included, and that list is global to the process. Whoever embeds our records, a
 * Connect worker for example, should not have to set a system property for them; so the build makes
 * each generated class use this model, which trusts this package and asks Avro about all else.
 */
final class WindhoverData extends SpecificData {

    private static final String NAMESPACE = WindhoverData.class.getPackageName();

    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    WindhoverData() {
        super(WindhoverData.class.getClassLoader());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED ->
                NAMESPACE.equals(schema.getNamespace()) ? ours(schema.getFullName()) : super.getClass(schema);
            default -> super.getClass(schema);
        };
    }

    /**
     * Reading is twice as fast with it. Avro leaves it to its own models, as others may make values in ways
     * it does not know of; this one does not.
     */
    @Override
    public boolean isFastReaderEnabled() {
        return true;
    }

    /** Null, as Avro demands, where an old or a foreign schema names a class that does not exist here. */
    private Class<?> ours(String name) {
        return classes.computeIfAbsent(name, key -> {
            try {
                return Class.forName(key, true, getClassLoader());
            } catch (ClassNotFoundException e) {
                return null;
            }
        });
    }
}
