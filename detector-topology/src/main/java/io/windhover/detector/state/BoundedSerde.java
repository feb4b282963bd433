package io.windhover.detector.state;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Refuses to write a value that is larger than {@link Sizes#MOST_RESULT}, so that no broker has to. */
public final class BoundedSerde<T> implements Serde<T> {
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;

    /**
     * Bounds another serde.
     *
     * @param what names the value in the reason of a dead letter, for example {@code finding}
     */
    public BoundedSerde(Serde<T> serde, String what) {
        Serializer<T> unbounded = serde.serializer();
        this.serializer = (topic, value) -> {
            byte[] bytes = unbounded.serialize(topic, value);
            if (bytes != null && bytes.length > Sizes.MOST_RESULT) {
                throw new SerializationException(
                        "the " + what + " has " + bytes.length + " bytes, more than " + Sizes.MOST_RESULT);
            }
            return bytes;
        };
        this.deserializer = serde.deserializer();
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
