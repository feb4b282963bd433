package io.windhover.cli.cases;

import io.windhover.cli.events.UnknownLog;
import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.LogEvent;
import io.windhover.rules.cases.CasePlaces;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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
     * @param network knows where addresses are, unless a test says so itself
     */
    CaseEvents(Instant now, NetworkContext network) {
        this.now = now;
        this.network = network;
    }

    LogEvent of(String json, CasePlaces places, CompiledRule rule) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Normaliser normaliser = recogniser
                .recognise(bytes, 0, bytes.length)
                .filter(known -> known.refusal(bytes, 0, bytes.length).isEmpty())
                .orElseGet(() -> new UnknownLog(logSource(rule)));
        return new CaseEvent(bytes, normaliser.logSource(), () -> normalised(bytes, normaliser, now, places));
    }

    /** A log whose events the rule is for. */
    static LogSource logSource(CompiledRule rule) {
        LogSourcePattern pattern = rule.logSource();
        return new LogSource(Objects.requireNonNullElse(pattern.product(), ANY), pattern.service(), pattern.category());
    }

    /** @param normaliser does not refuse the event */
    CloudEvent normalised(byte[] json, Normaliser normaliser, Instant read, CasePlaces places) {
        if (normaliser.normalise(RawEvent.of(json, read)) instanceof Normalisation.Normalised done) {
            return Optional.ofNullable(done.event().getSource().getIp())
                    .flatMap(places::of)
                    .map(place -> at(done.event(), place))
                    .orElseGet(() -> network.addTo(done.event()));
        }
        throw new IllegalStateException("the event was asked before whether it would be refused");
    }

    private static CloudEvent at(CloudEvent event, Geo place) {
        SourceEndpoint source =
                SourceEndpoint.newBuilder(event.getSource()).setGeo(place).build();
        return CloudEvent.newBuilder(event).setSource(source).build();
    }
}
