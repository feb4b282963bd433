package io.windhover.detector.match;

import io.windhover.detector.Heartbeat;
import io.windhover.detector.identities.IdentityMap;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.ruleset.ActiveRuleSet;
import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.state.Sizes;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Finds out who is behind an event whatever its log calls them, and where they are, judges it by the rule set that is active when it comes, and
 * forwards a finding for every rule that matches.
 * All are made before the first is forwarded, so that an event that cannot be judged leaves none.
 */
public final class MatchProcessor implements Processor<byte[], CloudEvent, String, Finding> {
    private final ActiveRules activeRules;
    private final Lists lists;
    private final IdentityMap identities;
    private final NetworkContext network;
    private final RawEvent event = new RawEvent();
    private final List<Finding> findings = new ArrayList<>();
    private final MatchSink sink = this::matched;
    private ActiveRuleSet judging;
    private RuleMatcher matcher;
    private ProcessorContext<String, Finding> context;

    /**
     * Makes a processor for one task.
     *
     * @param activeRules restored from the rules topic before the first event is processed
     * @param lists restored from the lists topic, likewise
     * @param identities restored from the identities topic, likewise
     * @param network knows where addresses are
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public MatchProcessor(ActiveRules activeRules, Lists lists, IdentityMap identities, NetworkContext network) {
        this.activeRules = activeRules;
        this.lists = lists;
        this.identities = identities;
        this.network = network;
        this.judging = activeRules.current();
        this.matcher = judging.rules().newMatcher(lists);
    }

    @Override
    public void init(ProcessorContext<String, Finding> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], CloudEvent> record) {
        if (record.value() == null) {
            if (Heartbeat.of(record.headers()).isPresent()) {
                return;
            }
            throw new SerializationException("the event has no value");
        }
        if (record.value().getRaw().remaining() > Sizes.MOST_EVENT) {
            throw new SerializationException("the raw event is larger than " + Sizes.MOST_EVENT + " bytes");
        }
        followRuleSet();
        findings.clear();
        event.of(network.addTo(identities.join(record.value())));
        try {
            matcher.match(event, sink);
        } catch (MalformedJsonException e) {
            throw new SerializationException("the raw event is not valid JSON: " + e.getMessage(), e);
        }
        for (Finding finding : findings) {
            context.forward(new Record<>(finding.getEntity(), finding, record.timestamp(), record.headers()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // The same set or another one: what it holds does not matter.
    private void followRuleSet() {
        ActiveRuleSet current = activeRules.current();
        if (current != judging) {
            judging = current;
            matcher = current.rules().newMatcher(lists);
        }
    }

    private void matched(CompiledRule rule, MatchedEvent matched) {
        CloudEvent normalised = event.normalised();
        RecordMetadata at = context.recordMetadata().orElseThrow();
        Evidence evidence = new Evidence(
                normalised.getUid(),
                normalised.getTime(),
                normalised.getIngestTime(),
                at.topic(),
                at.partition(),
                at.offset(),
                Summary.of(normalised));
        findings.add(Findings.of(rule.reference(), matched, judging.version(), evidence, normalised));
    }
}
