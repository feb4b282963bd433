/**
 * Schemas by id and records by schema: the registry client behind one small interface, and Avro in
 * Confluent's wire format.
 *
 * <p>{@link io.windhover.registry.SchemaRegistries#connect} gives a registry, {@link
 * io.windhover.registry.AvroSerde} reads and writes records with it, and {@link
 * io.windhover.registry.WireFormat} tells a record's schema without reading the record.
 */
@NullMarked
package io.windhover.registry;

import org.jspecify.annotations.NullMarked;
