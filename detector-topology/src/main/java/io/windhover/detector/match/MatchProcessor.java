package io.windhover.detector.match;

import io.windhover.detector.Heartbeat;
import io.windhover.detector.identities.IdentityMap;
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
import java.util.OptionalLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Finds out who is behind an event whatever its log calls them, judges it by the rule set that is active when it comes, and
 * forwards a finding for every rule that matches.
 * All are made before the first is forwarded, so that an event that cannot be judged leaves none.
 */
public final class MatchProcessor implements Processor<byte[], CloudEvent, String, Finding> {
    private final ActiveRules activeRules;
    private final Lists lists;
    private final IdentityMap identities;
    private final MatchMetrics stageMetrics;
    private final RawEvent event = new RawEvent();
    private final List<Finding> findings = new ArrayList<>();
    private final MatchSink sink = this::matched;
    private ActiveRuleSet judging;
    private RuleMatcher matcher;
    private ProcessorContext<String, Finding> context;
    private MatchTaskMetrics metrics;

    /**
     * Makes a processor for one task.
     *
     * @param activeRules restored from the rules topic before the first event is processed
     * @param lists restored from the lists topic, likewise
     * @param identities restored from the identities topic, likewise
     * @param metrics of all tasks
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public MatchProcessor(ActiveRules activeRules, Lists lists, IdentityMap identities, MatchMetrics metrics) {
        this.activeRules = activeRules;
        this.lists = lists;
        this.identities = identities;
        this.stageMetrics = metrics;
        this.judging = activeRules.current();
        this.matcher = judging.rules().newMatcher(lists);
    }

    @Override
    public void init(ProcessorContext<String, Finding> context) {
        this.context = context;
        this.metrics = stageMetrics.task();
    }

    @Override
    public void process(Record<byte[], CloudEvent> record) {
        if (record.value() == null) {
            OptionalLong heartbeat = Heartbeat.of(record.headers());
            if (heartbeat.isPresent()) {
                metrics.heartbeat(heartbeat.getAsLong(), context.currentSystemTimeMs());
                // It takes the way of findings, so that the whole way can be timed.
                context.forward(new Record<>(null, null, record.timestamp(), record.headers()));
                return;
            }
            throw new SerializationException("the event has no value");
        }
        if (record.value().getRaw().remaining() > Sizes.MOST_EVENT) {
            throw new SerializationException("the raw event is larger than " + Sizes.MOST_EVENT + " bytes");
        }
        metrics.event(record.value(), context.currentSystemTimeMs());
        followRuleSet();
        findings.clear();
        event.of(identities.join(record.value()));
        long begin = System.nanoTime();
        try {
            matcher.match(event, sink);
        } catch (MalformedJsonException e) {
            throw new SerializationException("the raw event is not valid JSON: " + e.getMessage(), e);
        }
        metrics.judged(System.nanoTime() - begin);
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

    @Override
    public void close() {
        metrics.close();
    }

    private void matched(CompiledRule rule, MatchedEvent matched) {
        metrics.matched(rule.reference().getUid(), matched.level());
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
