package io.windhover.registry;

/**
 * Gives every Avro schema a number, so that a record carries four bytes in place of its schema.
 *
 * <p>What is behind it keeps what it has seen: asking twice costs one request. Safe for use by many
 * threads.
 */
public interface SchemaRegistry {

    /**
     * The id of a schema under a subject, after registering it there if need be.
     *
     * @param subject for the values of a topic: its name and {@code -value}
     * @param schemaJson an Avro schema that needs no other to be read
     * @return the id, from 1; the same schema has the same id under every subject
     * @throws SchemaRegistryException if the registry does not answer or refuses the schema, for
     *     example as incompatible with what stands under the subject
     */
    int register(String subject, String schemaJson);

    /**
     * The schema with an id, as JSON that needs no other schema to be read.
     *
     * @throws SchemaRegistryException if the registry does not answer, or has no Avro schema of that
     *     id ({@link SchemaRegistryException.Reason#NOT_FOUND})
     */
    String schemaById(int id);

    /**
     * Whether a schema may be registered under a subject, beside what stands there; registers nothing. Where nothing stands
     * there yet, it may.
     *
     * @throws SchemaRegistryException if the registry does not answer or refuses the question
     */
    boolean accepts(String subject, String schemaJson);
}
