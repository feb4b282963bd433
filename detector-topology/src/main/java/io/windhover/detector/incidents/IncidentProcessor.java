package io.windhover.detector.incidents;

import io.windhover.detector.Names;
import io.windhover.schemas.Incident;
import io.windhover.schemas.IncidentAlert;
import io.windhover.schemas.LineageNode;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.OpenIncident;
import io.windhover.schemas.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Leads each alert to the node from which everything comes, hop by hop, and makes incidents there.
 *
 * <pre>
 *   key:ASIA2 ──▶ key:ASIA1 ──▶ key:AKIA1 ──▶ alice
 *     (assumed by)  (issued to)   (belongs to)
 * </pre>
 *
 * A node that has a parent hands its alerts on; one without is a root, or passes them to the principal that its key
 * belongs to. Links may come after their use: a node keeps its alerts for a while, and hands them to the parent when the
 * link comes; an incident that it had made until then is part of the parent's. After {@value #DEEPEST} hops a node counts as
 * a root, so that what leads back to itself ends. The first link of a node counts: nobody issues a key twice.
 */
public final class IncidentProcessor implements Processor<String, LineageStep, String, SpecificRecord> {
    static final int DEEPEST = 8;

    private static final int MOST_ALERTS = 32;
    /** No session's key lives as long, in wall-clock time. */
    private static final Duration KEEP_LINKS = Duration.ofDays(2);

    private static final Duration KEEP_ALERTS = Duration.ofDays(14);
    private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(10);
    private static final int EXPIRY_SLICE = 1_000;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, LineageNode> nodes;
    private @Nullable String expiryCursor;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public IncidentProcessor() {}

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.nodes = context.getStateStore(Names.LINEAGE_STORE);
        this.expiryCursor = null;
        context.schedule(EXPIRY_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::forgetExpired);
    }

    @Override
    public void process(Record<String, LineageStep> record) {
        LineageStep step = record.value();
        if (step == null) {
            throw new SerializationException("the step has no value");
        }
        LineageNode before = nodes.get(step.getNode());
        LineageNode node = before == null ? new LineageNode(Instant.EPOCH, null, null, List.of(), List.of()) : before;
        if (step.getKind() == StepKind.LINK && step.getParent() != null) {
            link(record, step, node, step.getParent());
        } else if (step.getKind() == StepKind.ALERT && step.getAlert() != null) {
            alert(record, step, node, step.getAlert());
        } else {
            throw new SerializationException("the step tells nothing");
        }
    }

    private void link(Record<String, LineageStep> record, LineageStep step, LineageNode node, String parent) {
        if (node.getParent() != null || parent.equals(step.getNode())) {
            return;
        }
        Map<String, LineageStep> alerts = new LinkedHashMap<>();
        Map<String, String> absorbed = new HashMap<>();
        for (OpenIncident open : node.getIncidents()) {
            List<IncidentAlert> timeline = open.getIncident().getTimeline();
            timeline.forEach(alert -> alerts.put(alert.getUid(), step(step.getNode(), alert, null, 0, null)));
            if (open.getWritten()) {
                // With the last of its alerts: by then the parent's has all of them.
                absorbed.put(
                        timeline.get(timeline.size() - 1).getUid(),
                        open.getIncident().getUid());
            }
        }
        node.getAlerts().forEach(known -> alerts.put(alertOf(known).getUid(), known));
        nodes.put(
                step.getNode(),
                new LineageNode(expires(!alerts.isEmpty()), parent, step.getFallback(), node.getAlerts(), List.of()));
        alerts.forEach((uid, known) -> {
            IncidentAlert alert = alertOf(known);
            if (known.getFallback() != null) {
                IncidentAlert removed =
                        IncidentAlert.newBuilder(alert).setRemoved(true).build();
                forward(record, step(known.getFallback(), removed, null, known.getDepth() + 1, null));
            }
            forward(record, step(parent, alert, step.getFallback(), known.getDepth() + 1, absorbed.get(uid)));
        });
    }

    private void alert(Record<String, LineageStep> record, LineageStep step, LineageNode node, IncidentAlert alert) {
        List<LineageStep> alerts = new ArrayList<>(node.getAlerts());
        alerts.removeIf(known -> alertOf(known).getUid().equals(alert.getUid()));
        if (!alert.getRemoved()) {
            alerts.add(LineageStep.newBuilder(step).setAbsorbs(null).build());
        }
        List<LineageStep> kept = List.copyOf(alerts.subList(Math.max(0, alerts.size() - MOST_ALERTS), alerts.size()));
        String parent = node.getParent();
        String next = parent == null ? step.getFallback() : parent;
        boolean root = next == null || step.getDepth() >= DEEPEST;
        Incidents.Outcome outcome = root
                ? Incidents.add(node.getIncidents(), step.getNode(), alert, step.getAbsorbs())
                : new Incidents.Outcome(node.getIncidents(), List.of());
        Instant expires = expires(!kept.isEmpty() || !outcome.open().isEmpty());
        nodes.put(step.getNode(), new LineageNode(expires, parent, node.getParentFallback(), kept, outcome.open()));
        if (next != null && !root) {
            String fallback = parent == null ? null : node.getParentFallback();
            forward(record, step(next, alert, fallback, step.getDepth() + 1, step.getAbsorbs()));
        }
        for (Incident incident : outcome.written()) {
            context.forward(record.withKey(incident.getUid()).withValue(incident), Names.INCIDENTS_SINK);
        }
    }

    private void forward(Record<String, LineageStep> record, LineageStep step) {
        context.forward(record.withKey(step.getNode()).withValue(step), Names.LINEAGE_SINK);
    }

    private static LineageStep step(
            String node, IncidentAlert alert, @Nullable String fallback, int depth, @Nullable String absorbs) {
        return new LineageStep(node, StepKind.ALERT, null, fallback, depth, absorbs, alert);
    }

    private static IncidentAlert alertOf(LineageStep step) {
        IncidentAlert alert = step.getAlert();
        if (alert == null) {
            throw new IllegalStateException("only steps with alerts are kept");
        }
        return alert;
    }

    private Instant expires(boolean alerts) {
        return Instant.ofEpochMilli(context.currentSystemTimeMs()).plus(alerts ? KEEP_ALERTS : KEEP_LINKS);
    }

    /** Walks the store a slice at a time, so that no call takes long however many nodes there are. */
    private void forgetExpired(long now) {
        Instant time = Instant.ofEpochMilli(now);
        List<String> expired = new ArrayList<>();
        String last = null;
        try (KeyValueIterator<String, LineageNode> slice = nodes.range(expiryCursor, null)) {
            for (int i = 0; i < EXPIRY_SLICE && slice.hasNext(); i++) {
                KeyValue<String, LineageNode> entry = slice.next();
                if (entry.value.getExpires().isBefore(time)) {
                    expired.add(entry.key);
                }
                last = slice.hasNext() ? entry.key : null;
            }
        }
        expiryCursor = last;
        expired.forEach(nodes::delete);
    }
}
