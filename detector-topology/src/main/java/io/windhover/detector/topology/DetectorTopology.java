package io.windhover.detector.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.windhover.detector.Names;
import io.windhover.detector.Topics;
import io.windhover.detector.compacted.FollowingProcessor;
import io.windhover.detector.dispositions.DispositionProcessor;
import io.windhover.detector.identities.IdentitiesFollower;
import io.windhover.detector.identities.IdentityMap;
import io.windhover.detector.incidents.IncidentProcessor;
import io.windhover.detector.incidents.LinkProcessor;
import io.windhover.detector.lists.ListsFollower;
import io.windhover.detector.match.EventTime;
import io.windhover.detector.match.Lateness;
import io.windhover.detector.match.MatchMetrics;
import io.windhover.detector.match.MatchProcessor;
import io.windhover.detector.match.ObservationPartitioner;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.remember.RememberProcessor;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.ruleset.RuleLibrary;
import io.windhover.detector.ruleset.RuleSetFollower;
import io.windhover.detector.silence.ActivityProcessor;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.detector.silence.SilenceProcessor;
import io.windhover.detector.state.BeforeCommit;
import io.windhover.detector.state.BoundedSerde;
import io.windhover.detector.state.DetectorStores;
import io.windhover.detector.triage.AlertMetrics;
import io.windhover.detector.triage.DecisionProcessor;
import io.windhover.detector.triage.TriageProcessor;
import io.windhover.detector.triage.TriageSettings;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.lists.ListIndex;
import io.windhover.schemas.Alert;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Finding;
import io.windhover.schemas.GroupTimer;
import io.windhover.schemas.IdentityEntry;
import io.windhover.schemas.Incident;
import io.windhover.schemas.LineageNode;
import io.windhover.schemas.LineageStep;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.Observation;
import io.windhover.schemas.RiskState;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.SourceActivity;
import io.windhover.schemas.SourceWatch;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Wires the stages.
 *
 * <pre>
 *   rules ──────▶ rule-set ───┐
 *   lists ──────▶ lists ──────┤ (global stores)
 *   identities ─▶ identities ─┤
 *                ┌────────────┘ active rule set, lists, who is who
 *   events ─┬▶ match ──▶ findings ──▶ triage ──▶ alerts
 *           └▶ activity ──▶ activity topic ──▶ silence ──▶ alerts
 *   events ──▶ links ──▶ lineage ──▶ incidents ──▶ incidents topic (alerts come from triage)
 *   dispositions ──▶ dispositions by entity ──▶ decisions, a part of triage
 * </pre>
 *
 * Match and triage are joined by a topic of ours, so that each has its own tasks and a hot entity in triage never holds
 * up the judging of events.
 *
 * @param topics where data comes from and goes to
 * @param registry of the topics' schemas
 * @param library fills the active rules from the rules topic
 * @param rules the active rules
 * @param lists the lists that rules look values up in
 * @param identities joins the names of one person
 * @param network knows where addresses are
 * @param triage what the configuration says of alerts
 * @param silence when a source counts as silent
 * @param lateness how late events may be
 * @param partitions how many partitions the topics between stages have, that of the events included
 * @param meters count and time what the stages do
 */
public record DetectorTopology(
        Topics topics,
        SchemaRegistry registry,
        RuleLibrary library,
        ActiveRules rules,
        ListIndex lists,
        IdentityMap identities,
        NetworkContext network,
        TriageSettings triage,
        SilencePolicy silence,
        Lateness lateness,
        int partitions,
        MeterRegistry meters) {

    /** A new topology; the objects of the record serve one application, so build it once for each. */
    public Topology build() {
        Topology topology = new Topology();
        topology.addGlobalStore(
                DetectorStores.rules(),
                Names.RULES_SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.rules(),
                Names.RULE_SET,
                () -> new FollowingProcessor<>(
                        Names.RULES_STORE,
                        serde(RuleDocument.class).deserializer(),
                        new RuleSetFollower(library, rules)));

        ListsFollower listsFollower = new ListsFollower(lists);
        topology.addGlobalStore(
                DetectorStores.lists(),
                Names.LISTS_SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.lists(),
                Names.LISTS,
                () -> new FollowingProcessor<>(null, serde(ListEntry.class).deserializer(), listsFollower));

        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.EVENTS_SOURCE,
                new EventTime(),
                new ByteArrayDeserializer(),
                serde(CloudEvent.class).deserializer(),
                topics.events());
        MatchMetrics matchMetrics = new MatchMetrics(meters);
        Serializer<CloudEvent> gathered = serde(CloudEvent.class).serializer();
        topology.addProcessor(
                Names.MATCH,
                () -> new MatchProcessor(
                        rules,
                        lists,
                        identities,
                        network,
                        lateness,
                        partitions,
                        event -> gathered.serialize(topics.gatheredEvents(), event),
                        matchMetrics),
                Names.EVENTS_SOURCE);
        topology.addStateStore(BeforeCommit.builder(Names.GATHERED_STORE), Names.MATCH);
        topology.addSink(
                Names.FINDINGS_SINK,
                topics.findings(),
                new StringSerializer(),
                bounded(Finding.class, "finding").serializer(),
                Names.MATCH);

        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.FINDINGS_SOURCE,
                new EventTime(),
                new StringDeserializer(),
                serde(Finding.class).deserializer(),
                topics.findings());
        addTriage(topology);
        addSilence(topology);

        // Last, as what was added last: the numbers of the tasks before it, and with them their local state, stay.
        IdentitiesFollower identitiesFollower = new IdentitiesFollower(identities);
        topology.addGlobalStore(
                DetectorStores.identities(),
                Names.IDENTITIES_SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.identities(),
                Names.IDENTITIES,
                () -> new FollowingProcessor<>(null, serde(IdentityEntry.class).deserializer(), identitiesFollower));
        addDispositions(topology);
        addRemember(topology);
        addIncidents(topology);
        return topology;
    }

    private void addRemember(Topology topology) {
        Deserializer<CloudEvent> gathered = serde(CloudEvent.class).deserializer();
        topology.addSink(
                Names.OBSERVATIONS_SINK,
                topics.observations(),
                new StringSerializer(),
                bounded(Observation.class, "observation").serializer(),
                new ObservationPartitioner(),
                Names.MATCH);
        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.OBSERVATIONS_SOURCE,
                new EventTime(),
                new StringDeserializer(),
                serde(Observation.class).deserializer(),
                topics.observations());
        topology.addProcessor(
                Names.REMEMBER,
                () -> new RememberProcessor(
                        rules, partitions, bytes -> gathered.deserialize(topics.gatheredEvents(), bytes)),
                Names.OBSERVATIONS_SOURCE);
        topology.addStateStore(DetectorStores.groups(), Names.REMEMBER);
        topology.addStateStore(DetectorStores.timers(serde(GroupTimer.class)), Names.REMEMBER);
        topology.addSink(
                Names.REMEMBERED_SINK,
                topics.findings(),
                new StringSerializer(),
                bounded(Finding.class, "finding").serializer(),
                Names.REMEMBER);
        topology.addSink(
                Names.ONWARD_SINK,
                topics.observations(),
                new StringSerializer(),
                bounded(Observation.class, "observation").serializer(),
                new ObservationPartitioner(),
                Names.REMEMBER);
    }

    private void addTriage(Topology topology) {
        Supplier<Optional<RiskPolicy>> risk = () -> rules.current().rules().risk();
        AlertMetrics alertMetrics = new AlertMetrics(meters);
        topology.addProcessor(
                Names.TRIAGE, () -> new TriageProcessor(triage, risk, lists, alertMetrics), Names.FINDINGS_SOURCE);
        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.DECISIONS_SOURCE,
                new EventTime(),
                new StringDeserializer(),
                serde(Disposition.class).deserializer(),
                topics.decisions());
        topology.addProcessor(Names.DECISIONS, () -> new DecisionProcessor(risk), Names.DECISIONS_SOURCE);
        topology.addStateStore(
                DetectorStores.episodes(bounded(EpisodeBook.class, "episode book")), Names.TRIAGE, Names.DECISIONS);
        topology.addStateStore(DetectorStores.grown(), Names.TRIAGE, Names.DECISIONS);
        topology.addStateStore(DetectorStores.opened(), Names.TRIAGE);
        topology.addStateStore(
                DetectorStores.risk(bounded(RiskState.class, "risk state")), Names.TRIAGE, Names.DECISIONS);
        topology.addSink(
                Names.ALERTS_SINK,
                topics.alerts(),
                new StringSerializer(),
                bounded(Alert.class, "alert").serializer(),
                Names.TRIAGE,
                Names.DECISIONS);
        topology.addSink(
                Names.FLOODS_SINK,
                topics.findings(),
                new StringSerializer(),
                bounded(Finding.class, "finding").serializer(),
                Names.TRIAGE);
        addLineageSink(topology, Names.ALERT_STEPS_SINK, Names.TRIAGE, Names.DECISIONS);
        topology.addSink(
                Names.ACCEPTED_SINK,
                topics.observations(),
                new StringSerializer(),
                bounded(Observation.class, "observation").serializer(),
                new ObservationPartitioner(),
                Names.DECISIONS);
    }

    private void addIncidents(Topology topology) {
        topology.addProcessor(Names.LINKS, () -> new LinkProcessor(identities), Names.EVENTS_SOURCE);
        addLineageSink(topology, Names.LINKS_SINK, Names.LINKS);
        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.LINEAGE_SOURCE,
                new EventTime(),
                new StringDeserializer(),
                serde(LineageStep.class).deserializer(),
                topics.lineage());
        topology.addProcessor(Names.INCIDENTS, IncidentProcessor::new, Names.LINEAGE_SOURCE);
        topology.addStateStore(DetectorStores.lineage(bounded(LineageNode.class, "lineage node")), Names.INCIDENTS);
        addLineageSink(topology, Names.LINEAGE_SINK, Names.INCIDENTS);
        topology.addSink(
                Names.INCIDENTS_SINK,
                topics.incidents(),
                new StringSerializer(),
                bounded(Incident.class, "incident").serializer(),
                Names.INCIDENTS);
    }

    private void addLineageSink(Topology topology, String name, String... parents) {
        topology.addSink(
                name,
                topics.lineage(),
                new StringSerializer(),
                bounded(LineageStep.class, "lineage step").serializer(),
                parents);
    }

    private void addDispositions(Topology topology) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.DISPOSITIONS_SOURCE,
                new EventTime(),
                new StringDeserializer(),
                serde(Disposition.class).deserializer(),
                topics.dispositions());
        topology.addProcessor(Names.DISPOSITIONS, DispositionProcessor::new, Names.DISPOSITIONS_SOURCE);
        topology.addSink(
                Names.DECISIONS_SINK,
                topics.decisions(),
                new StringSerializer(),
                bounded(Disposition.class, "disposition").serializer(),
                Names.DISPOSITIONS);
    }

    private void addSilence(Topology topology) {
        topology.addProcessor(Names.ACTIVITY, ActivityProcessor::new, Names.EVENTS_SOURCE);
        topology.addSink(
                Names.ACTIVITY_SINK,
                topics.activity(),
                new StringSerializer(),
                bounded(SourceActivity.class, "activity").serializer(),
                Names.ACTIVITY);
        topology.addSource(
                AutoOffsetReset.earliest(),
                Names.ACTIVITY_SOURCE,
                new EventTime(),
                new StringDeserializer(),
                serde(SourceActivity.class).deserializer(),
                topics.activity());
        topology.addProcessor(Names.SILENCE, () -> new SilenceProcessor(silence, meters), Names.ACTIVITY_SOURCE);
        topology.addStateStore(DetectorStores.sources(serde(SourceWatch.class)), Names.SILENCE);
        topology.addStateStore(DetectorStores.progress(), Names.SILENCE);
        topology.addSink(
                Names.SILENCE_ALERTS_SINK,
                topics.alerts(),
                new StringSerializer(),
                bounded(Alert.class, "alert").serializer(),
                Names.SILENCE);
    }

    private <T extends SpecificRecord> BoundedSerde<T> bounded(Class<T> type, String what) {
        return new BoundedSerde<>(serde(type), what);
    }

    private <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
        return new AvroSerde<>(type, registry);
    }
}
