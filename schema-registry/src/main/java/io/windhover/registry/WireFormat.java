package io.windhover.registry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's wire format: a zero byte, the schema's id as four bytes (big endian), then the record in
 * Avro's binary encoding.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire format</a>
 */
public final class WireFormat {

    /** Bytes before the Avro encoding begins. */
    public static final int HEADER_LENGTH = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /**
     * The id of the schema a record was written with.
     *
     * @throws SerializationException if the bytes do not begin as the format demands
     */
    public static int schemaId(byte[] record) {
        if (record.length < HEADER_LENGTH) {
            throw new SerializationException("not in Confluent's wire format: " + record.length
                    + " bytes, the header alone has " + HEADER_LENGTH);
        }
        if (record[0] != MAGIC) {
            throw new SerializationException("not in Confluent's wire format: the first byte is "
                    + Byte.toUnsignedInt(record[0]) + ", expected " + MAGIC);
        }
        return ByteBuffer.wrap(record).getInt(1);
    }

    static void writeHeader(int schemaId, ByteArrayOutputStream out) {
        out.write(MAGIC);
        out.write(schemaId >>> 24);
        out.write(schemaId >>> 16);
        out.write(schemaId >>> 8);
        out.write(schemaId);
    }
}
