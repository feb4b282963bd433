package io.windhover.cli.doctor;

import io.windhover.cli.output.Counts;
import io.windhover.detector.Heartbeat;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How far this machine's clock and the broker's are apart. A broker tells its time only with a record that it takes; so a
 * heartbeat is written, which is what detectors write there all the time and readers pass over. That it is taken shows
 * besides that events can be written.
 */
final class ClockCheck {
    private static final String NAME = "clock";

    /** Sources are called silent, and events late, by clocks that agree to within a minute. */
    private static final Duration MOST = Duration.ofMinutes(1);

    private static final Duration MUCH = Duration.ofSeconds(10);

    /** Nobody's clock: the record has it only where the topic does not take the broker's. */
    private static final long NOT_THE_BROKERS = 1;

    private final Clock clock;

    ClockCheck(Clock clock) {
        this.clock = clock;
    }

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        String topic = deployment.cluster().topics().events();
        if (!deployment.cluster().hasTopic(deployment.admin(), topic)) {
            return List.of(Diagnosis.skipped(NAME, "not checked, " + topic + " is missing"));
        }
        Map<String, Object> settings = new HashMap<>(deployment.cluster().kafka());
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        long before;
        long after;
        long broker;
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.partitionsFor(topic);
            before = clock.millis();
            RecordMetadata written =
                    producer.send(record(topic, before)).get(Deployment.PATIENCE_SECONDS, TimeUnit.SECONDS);
            after = clock.millis();
            broker = written.timestamp();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return List.of(Diagnosis.problem(
                    NAME, "no heartbeat can be written to " + topic + ": " + Doctor.reason(e), "see the lines above"));
        } finally {
            producer.close(Duration.ZERO);
        }
        if (broker == NOT_THE_BROKERS) {
            return List.of(Diagnosis.skipped(
                    NAME, "not checked: " + topic + " does not stamp records with the broker's time"));
        }
        return List.of(judge(before, after, broker));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long now) {
        ProducerRecord<byte[], byte[]> heartbeat = Heartbeat.record(topic, 0, now);
        return new ProducerRecord<>(topic, 0, NOT_THE_BROKERS, null, null, heartbeat.headers());
    }

    /** The broker stamped it at some moment between the two. */
    static Diagnosis judge(long before, long after, long broker) {
        long ahead = broker < before ? before - broker : Math.min(0, after - broker);
        Duration apart = Duration.ofMillis(Math.abs(ahead));
        String told = apart.isZero()
                ? "this machine and the broker have the same time, to within "
                        + Counts.time(Duration.ofMillis(after - before))
                : "this machine's clock is " + Counts.time(apart) + (ahead > 0 ? " ahead of" : " behind")
                        + " the broker's";
        if (apart.compareTo(MOST) > 0) {
            return Diagnosis.problem(NAME, told, "keep the clocks of both with NTP: events seem late or silent by it");
        }
        return apart.compareTo(MUCH) > 0
                ? Diagnosis.warning(NAME, told, "keep the clocks of both with NTP")
                : Diagnosis.ok(NAME, told);
    }
}
