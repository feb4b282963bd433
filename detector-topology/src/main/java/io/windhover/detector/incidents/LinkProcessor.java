package io.windhover.detector.incidents;

import io.windhover.detector.identities.IdentityMap;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.StepKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells the incidents stage who comes from whom: an issued key from whoever asked for it, a pod from its service account.
 *
 * <p>A service account makes most calls of a cluster, and each says the same: what a token has told is not told again. That
 * is instance memory: it is cleared when the task begins, since its transaction may have been aborted.
 */
public final class LinkProcessor implements Processor<byte[], CloudEvent, String, LineageStep> {
    private static final int MOST_TOLD = 10_000;

    private final IdentityMap identities;
    private final Map<String, Boolean> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_TOLD;
        }
    };
    private ProcessorContext<String, LineageStep> context;

    /**
     * Makes a processor for one task.
     *
     * @param identities joins the names of one person, as alerts have them
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public LinkProcessor(IdentityMap identities) {
        this.identities = identities;
    }

    @Override
    public void init(ProcessorContext<String, LineageStep> context) {
        this.context = context;
        told.clear();
    }

    @Override
    public void process(Record<byte[], CloudEvent> record) {
        CloudEvent event = record.value();
        if (event == null || !Links.mayTell(event) || isTold(event)) {
            return;
        }
        Links.of(identities.join(event))
                .ifPresent(link -> context.forward(record.withKey(link.child())
                        .withValue(LineageStep.newBuilder()
                                .setNode(link.child())
                                .setKind(StepKind.LINK)
                                .setParent(link.parent().node())
                                .setFallback(link.parent().fallback())
                                .build())));
    }

    private boolean isTold(CloudEvent event) {
        String token = event.getActor().getCredentialUid();
        return "serviceAccount".equals(event.getActor().getType())
                && token != null
                && told.putIfAbsent(token, true) != null;
    }
}
