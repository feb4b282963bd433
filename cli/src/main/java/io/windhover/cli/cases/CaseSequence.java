package io.windhover.cli.cases;

import io.windhover.cli.events.UnknownLog;
import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.SequenceJudge.Happened;
import io.windhover.rules.cases.CaseInput.Sequence;
import io.windhover.rules.cases.CasePlaces;
import io.windhover.rules.cases.CaseStep;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events of a sequence, each with the time and the uid that the test gives it, whatever stands in its text.
 *
 * @param events in the order of the test
 * @param notes on events that are not as they would be in production
 */
record CaseSequence(List<Happened> events, List<String> notes) {
    /** What offsets count from: a Monday, so that a test can tell days and hours. */
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static final KnownLogs LOGS = KnownLogs.standard();

    CaseSequence {
        events = List.copyOf(events);
        notes = List.copyOf(notes);
    }

    /** That it cannot be known what an event is. */
    static final class UnknownEventException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownEventException(String message) {
            super(message);
        }
    }

    /**
     * Makes the events of a sequence.
     *
     * @param concerned the rules that judge them
     */
    static CaseSequence of(Sequence sequence, CasePlaces places, List<CompiledRule> concerned, CaseEvents caseEvents)
            throws UnknownEventException {
        List<Happened> events = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < sequence.steps().size(); i++) {
            CaseStep step = sequence.steps().get(i);
            String name = "event " + (i + 1);
            byte[] json = step.json().getBytes(StandardCharsets.UTF_8);
            Normaliser normaliser = normaliser(step, json, concerned, name);
            Optional<String> refusal = normaliser.refusal(json, 0, json.length);
            if (refusal.isPresent()) {
                notes.add(name + " is judged by its raw fields alone: " + refusal.get());
                normaliser = new UnknownLog(normaliser.logSource());
            }
            CloudEvent event = caseEvents.normalised(json, normaliser, START, places);
            for (int repetition = 0; repetition < step.count(); repetition++) {
                String uid = repetition == 0 ? name : name + " (" + (repetition + 1) + ")";
                CloudEvent happened = at(event, START.plus(step.at(repetition)), uid);
                events.add(new Happened(i, new CaseEvent(json, normaliser.logSource(), () -> happened)));
            }
        }
        return new CaseSequence(events, notes);
    }

    private static Normaliser normaliser(CaseStep step, byte[] json, List<CompiledRule> concerned, String name)
            throws UnknownEventException {
        LogSource log = step.log();
        if (log == null) {
            Optional<Normaliser> recognised = LOGS.recogniser().recognise(json, 0, json.length);
            if (recognised.isPresent()) {
                return recognised.get();
            }
            List<LogSource> logs =
                    concerned.stream().map(CaseEvents::logSource).distinct().toList();
            if (logs.size() != 1) {
                throw new UnknownEventException(
                        name + " looks like no known log, and the rules are of several: its 'log'"
                                + " must be named, for example \"aws/cloudtrail\".");
            }
            log = logs.get(0);
        }
        LogSource known = log;
        return LOGS.normaliser(known).orElseGet(() -> new UnknownLog(known));
    }

    private static CloudEvent at(CloudEvent event, Instant time, String uid) {
        return CloudEvent.newBuilder(event)
                .setTime(time)
                .setIngestTime(time)
                .setTimeClamped(false)
                .setUid(uid)
                .build();
    }
}
