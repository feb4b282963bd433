package io.windhover.cli.cases;

import io.windhover.cli.events.UnknownLog;
import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.LogEvent;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.schemas.LogSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/**
 * Makes events of the texts in test files. One that a log's normaliser takes is normalised as in production; any other,
 * since a test need not write out a whole event, is judged by its raw fields as one of the rule's own log.
 */
final class CaseEvents {
    private static final String ANY = "any";

    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();
    private final Instant now;
    private final NetworkContext network;

    /**
     * Makes events that are read at one moment.
     *
     * @param now stands for the time of reading
     * @param network knows where addresses are
     */
    CaseEvents(Instant now, NetworkContext network) {
        this.now = now;
        this.network = network;
    }

    LogEvent of(String json, CompiledRule rule) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Normaliser normaliser = recogniser
                .recognise(bytes, 0, bytes.length)
                .filter(known -> known.refusal(bytes, 0, bytes.length).isEmpty())
                .orElseGet(() -> new UnknownLog(logSource(rule.logSource())));
        return new CaseEvent(bytes, normaliser, now, network);
    }

    private static LogSource logSource(LogSourcePattern pattern) {
        return new LogSource(Objects.requireNonNullElse(pattern.product(), ANY), pattern.service(), pattern.category());
    }
}
