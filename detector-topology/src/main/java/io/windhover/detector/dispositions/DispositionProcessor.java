package io.windhover.detector.dispositions;

import io.windhover.schemas.Disposition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what analysts decide to the task that has the alert: the topic that they write to is keyed by alert, so that the
 * last word about each counts, and triage by entity. A tombstone decides nothing.
 */
public final class DispositionProcessor implements Processor<String, Disposition, String, Disposition> {
    private ProcessorContext<String, Disposition> context;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public DispositionProcessor() {}

    @Override
    public void init(ProcessorContext<String, Disposition> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, Disposition> record) {
        Disposition disposition = record.value();
        if (disposition == null) {
            return;
        }
        if (!disposition.getAlertUid().equals(record.key())) {
            throw new SerializationException("the record's key is not the uid of the alert");
        }
        DispositionCheck.mistake(disposition).ifPresent(mistake -> {
            throw new SerializationException(mistake);
        });
        context.forward(record.withKey(disposition.getEntity()));
    }
}
