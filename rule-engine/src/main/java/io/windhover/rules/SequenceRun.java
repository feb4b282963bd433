package io.windhover.rules;

import io.windhover.rules.SequenceJudge.Happened;
import io.windhover.rules.cases.CaseStep;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Timespan;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One sequence of a test, judged and remembered, with what there is to tell of it. Not thread-safe. */
final class SequenceRun {
    /** What the detector grants a log by default. */
    private static final long GRACE = Duration.ofMinutes(15).toMillis();

    private static final int MOST_NOTES = 30;

    private final StatefulRun run;
    private final Set<LoadedRule> asked;
    private final Concerned concerned;
    private final List<RaisedAlert> raised = new ArrayList<>();
    private final List<String> fired = new ArrayList<>();
    /** Of each step, what came of its events and how often. */
    private final Map<Integer, Map<String, Integer>> outcomes = new LinkedHashMap<>();

    private long latest = Long.MIN_VALUE;
    private long offset;

    SequenceRun(RuleSet ruleSet, List<LoadedRule> asked) {
        this.asked = Set.copyOf(asked);
        this.run = new StatefulRun(ruleSet, this::found);
        this.concerned = Concerned.of(ruleSet, asked);
    }

    Concerned concerned() {
        return concerned;
    }

    void take(Happened happened, RuleMatcher matcher) throws MalformedJsonException {
        CloudEvent event = happened.event().normalised();
        Evidence evidence =
                new Evidence(event.getUid(), event.getTime(), event.getIngestTime(), "", -1, offset++, event.getUid());
        Map<String, Integer> outcome = outcomes.computeIfAbsent(happened.step(), step -> new LinkedHashMap<>());
        matcher.match(happened.event(), new MatchSink() {
            @Override
            public void matched(CompiledRule rule, MatchedEvent matched) {
                if (concerned.uids().contains(rule.reference().getUid())) {
                    outcome.merge(quoted(rule) + " matches", 1, Integer::sum);
                }
                if (asked.contains(rule)) {
                    raised.add(new RaisedAlert(
                            rule.reference(),
                            matched.level(),
                            matched.entity(),
                            matched.dedup(),
                            event.getTime().toEpochMilli()));
                }
            }

            @Override
            public void observed(ObservedMatch observed) {
                if (concerned.uids().contains(observed.stateful().reference().getUid())) {
                    outcome.merge(told(observed), 1, Integer::sum);
                }
                run.observe(observed.observation(evidence, event, false, -1));
            }
        });
        latest = Math.max(latest, event.getTime().toEpochMilli());
        run.advance(latest - GRACE);
    }

    /** Lets the time go on; what is due at the very end is due. */
    void finish(Duration until) {
        run.advance(latest + until.toMillis() + 1);
    }

    List<RaisedAlert> raised() {
        return raised;
    }

    /** Whether no rule that matters has matched an event of this step. */
    boolean isOfNoUse(int step) {
        return outcomes.getOrDefault(step, Map.of()).isEmpty();
    }

    /** What happened, a line for each step and one for each time that a rule fired. */
    List<String> notes(List<CaseStep> steps) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            notes.add("event " + (i + 1) + " (" + times(steps.get(i)) + "): " + outcome(i));
        }
        List<String> shown = bounded(notes);
        shown.addAll(fired.isEmpty() ? List.of("nothing fired") : bounded(fired));
        return shown;
    }

    private static List<String> bounded(List<String> notes) {
        List<String> shown = new ArrayList<>(notes.subList(0, Math.min(MOST_NOTES, notes.size())));
        if (shown.size() < notes.size()) {
            shown.add("… and " + (notes.size() - shown.size()) + " more");
        }
        return shown;
    }

    private static String times(CaseStep step) {
        String first = Timespan.text(step.at());
        return step.count() == 1
                ? first
                : first + " to " + Timespan.text(step.at(step.count() - 1)) + ", " + step.count() + " times";
    }

    private String outcome(int step) {
        Map<String, Integer> outcome = outcomes.getOrDefault(step, Map.of());
        return outcome.isEmpty()
                ? "no rule that matters matches"
                : outcome.entrySet().stream()
                        .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " (" + each.getValue() + " times)"))
                        .collect(Collectors.joining("; "));
    }

    private static String told(ObservedMatch observed) {
        String values = observed.values().isEmpty() ? "" : " with " + String.join(", ", observed.values());
        return quoted(observed.rule()) + " tells " + quoted(observed.stateful()) + " of "
                + (observed.group().isEmpty() ? "everybody" : String.join(", ", observed.group())) + values;
    }

    private void found(Finding finding) {
        if (!concerned.uids().contains(finding.getRule().getUid())) {
            return;
        }
        String reasons = finding.getReasons().stream()
                .map(reason -> reason.getName() + " " + reason.getValue())
                .collect(Collectors.joining("; "));
        fired.add("'" + finding.getRule().getTitle() + "' fired for " + finding.getEntity() + " at "
                + finding.getEvidence().getUid() + ": " + finding.getMessage()
                + (reasons.isEmpty() ? "" : " (" + reasons + ")"));
        if (asked.stream()
                .anyMatch(rule ->
                        rule.reference().getUid().equals(finding.getRule().getUid()))) {
            raised.add(new RaisedAlert(
                    finding.getRule(),
                    finding.getRule().getLevel(),
                    finding.getEntity(),
                    finding.getDedup(),
                    finding.getEvidence().getTime().toEpochMilli()));
        }
    }

    private static String quoted(LoadedRule rule) {
        return "'" + rule.reference().getTitle() + "'";
    }
}
