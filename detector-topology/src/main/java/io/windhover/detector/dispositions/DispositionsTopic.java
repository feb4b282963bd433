package io.windhover.detector.dispositions;

import io.windhover.detector.compacted.CompactedWriter;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Disposition;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The dispositions topic, for whoever decides about alerts.
 *
 * @param kafka client settings
 * @param name the topic
 */
public record DispositionsTopic(Map<String, String> kafka, String name, SchemaRegistry registry) {
    public DispositionsTopic {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "DispositionsTopic[" + name + "]";
    }

    /**
     * Writes a decision.
     *
     * @throws IllegalArgumentException if it is not sound, see {@link DispositionCheck}
     * @throws KafkaException if the brokers do not take it
     */
    public void put(Disposition disposition) throws InterruptedException {
        DispositionCheck.mistake(disposition).ifPresent(mistake -> {
            throw new IllegalArgumentException(mistake);
        });
        try (AvroSerde<Disposition> serde = new AvroSerde<>(Disposition.class, registry)) {
            CompactedWriter.write(
                    kafka,
                    List.of(new ProducerRecord<>(
                            name, disposition.getAlertUid(), serde.serializer().serialize(name, disposition))));
        }
    }
}
