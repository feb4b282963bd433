package io.windhover.detector.alerts;

import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The alerts topic, as far as it is committed.
 *
 * @param kafka client settings
 * @param name the topic
 */
public record AlertsTopic(Map<String, String> kafka, String name, SchemaRegistry registry) {
    private static final Duration POLL = Duration.ofMillis(200);

    public AlertsTopic {
        kafka = Map.copyOf(kafka);
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "AlertsTopic[" + name + "]";
    }

    /** Reads all of it, and then what is added. */
    public AlertsReader fromBeginning() {
        return new AlertsReader(this, Start.atBeginning());
    }

    /** Reads what is written from now on. */
    public AlertsReader fromEnd() {
        return new AlertsReader(this, Start.atEnd());
    }

    /** Reads what was written at a time and since. */
    public AlertsReader from(Instant time) {
        return new AlertsReader(this, Start.at(time));
    }

    /**
     * The alert's newest record. Reads the whole topic, and keeps nothing else of it.
     *
     * @throws TimeoutException if the brokers send nothing more for 30 seconds
     */
    public Optional<Alert> find(String uid) {
        Optional<Alert> found = Optional.empty();
        try (AlertsReader reader = fromBeginning()) {
            while (!reader.isAtEnd()) {
                for (Alert alert : reader.poll(POLL).alerts()) {
                    found = alert.getUid().equals(uid) ? Optional.of(alert) : found;
                }
            }
        }
        return found;
    }
}
