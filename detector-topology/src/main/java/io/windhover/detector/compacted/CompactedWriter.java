package io.windhover.detector.compacted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records whose writers need not agree to a compacted topic: the last of a key counts. */
public final class CompactedWriter {
    private CompactedWriter() {}

    /**
     * Writes records; returns when the brokers have them all.
     *
     * @param kafka client settings
     * @throws KafkaException if the brokers do not take them; some may then be written
     */
    public static void write(Map<String, String> kafka, List<ProducerRecord<String, byte[]>> records)
            throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the topic does not take the entries", e.getCause());
        }
    }
}
