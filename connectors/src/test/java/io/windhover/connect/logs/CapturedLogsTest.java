package io.windhover.connect.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captured logs, where they lie beside the project: nothing that a record says may be lost. */
class CapturedLogsTest {

    private static final Instant INGEST = Instant.parse("2026-11-01T00:00:00Z");

    /** Where the common shape says each thing. */
    private static final Map<String, Function<CloudEvent, Object>> KEPT = new TreeMap<>(Map.ofEntries(
            Map.entry("principal", event -> event.getActor().getPrincipal()),
            Map.entry("operation", event -> event.getApi().getOperation()),
            Map.entry("service", event -> event.getApi().getService()),
            Map.entry("time", CloudEvent::getTime),
            Map.entry("result", event -> event.getStatusId() == 0 ? null : event.getStatusId()),
            Map.entry("error", event -> event.getApi().getError()),
            Map.entry(
                    "address",
                    event -> event.getSource().getIp() == null
                            ? event.getSource().getHostname()
                            : event.getSource().getIp()),
            Map.entry("agent", event -> event.getSource().getUserAgent()),
            Map.entry("key", event -> event.getActor().getCredentialUid()),
            Map.entry("account", event -> event.getCloud().getAccountUid()),
            Map.entry("organisation", event -> event.getCloud().getOrgUid()),
            Map.entry("session", event -> event.getActor().getSessionUid()),
            Map.entry("resources", event -> event.getResources().isEmpty() ? null : event.getResources()),
            Map.entry("class", event -> event.getClassUid() == 0 ? null : event.getClassUid())));

    private final ObjectMapper json = new ObjectMapper();
    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();

    static List<CapturedLog> logs() {
        return CapturedLog.all();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void shouldLoseNothingThatCapturedRecordsSay(CapturedLog log) throws IOException {
        // Given
        Optional<Path> data = sharedData();
        assumeThat(data).as("captured logs beside the project").isPresent();
        List<JsonNode> records = log.records(data.orElseThrow());
        assertThat(records).hasSizeGreaterThanOrEqualTo(log.atLeast());

        // When
        Tally tally = new Tally();
        for (JsonNode record : records) {
            normalise(log, record).ifPresentOrElse(event -> tally.add(log, record, event), () -> tally.withoutTime++);
        }

        // Then
        tally.print(log, records.size());
        assertThat(tally.lost).isEmpty();
        assertThat(tally.events).as("a report about nothing proves nothing").isPositive();
    }

    private Optional<CloudEvent> normalise(CapturedLog log, JsonNode record) throws IOException {
        byte[] bytes = json.writeValueAsBytes(record);
        Optional<Normaliser> normaliser = recogniser.recognise(bytes, 0, bytes.length);
        assertThat(normaliser).as("recognised: %s", record).isPresent();
        assertThat(normaliser.get().logSource().getProduct()).isEqualTo(log.product());
        Map<String, String> headers = log.pushedAs()
                .apply(record)
                .map(event -> Map.of("x-github-event", event))
                .orElse(Map.of());
        Normalisation result =
                normaliser.get().normalise(new RawEvent(bytes, 0, bytes.length, null, 0, INGEST, headers));
        Optional<String> refusal = normaliser.get().refusal(bytes, 0, bytes.length);
        if (result instanceof Normalisation.Refused refused) {
            assertThat(log.saysTime(record))
                    .as("%s: %s", refused.reason(), record)
                    .isFalse();
            assertThat(refusal).contains(refused.reason());
            return Optional.empty();
        }
        if (headers.isEmpty()) {
            assertThat(refusal).isEmpty();
        }
        return Optional.of(((Normalisation.Normalised) result).event());
    }

    private static Optional<Path> sharedData() {
        return Stream.iterate(Path.of(System.getProperty("user.dir")), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** What was found of one log. */
    private static final class Tally {

        private record Count(int said, int kept) {
            Count plus(boolean isSaid, boolean isKept) {
                return new Count(said + (isSaid ? 1 : 0), kept + (isKept ? 1 : 0));
            }
        }

        private final Map<String, Count> counts = new TreeMap<>();
        private final Map<String, Integer> sources = new TreeMap<>();
        private final List<String> lost = new ArrayList<>();
        private int events;
        private int withoutTime;

        void add(CapturedLog log, JsonNode record, CloudEvent event) {
            events++;
            sources.merge(String.valueOf(event.getLogSource().getService()), 1, Integer::sum);
            KEPT.forEach((name, from) -> {
                Predicate<JsonNode> said = log.said().get(name);
                boolean isSaid = said != null && said.test(record);
                boolean isKept = from.apply(event) != null;
                counts.merge(
                        name, new Count(0, 0).plus(isSaid, isKept), (before, ignored) -> before.plus(isSaid, isKept));
                if (isSaid && !isKept) {
                    lost.add(name + ": " + record);
                }
            });
        }

        void print(CapturedLog log, int records) {
            System.out.printf("captured %s: %d records, %d without a time, %s%n", log, records, withoutTime, sources);
            counts.forEach((name, count) -> System.out.printf(
                    "%13s: kept in %5.1f %% of the events, said in %5.1f %%%n",
                    name, 100.0 * count.kept() / events, 100.0 * count.said() / events));
        }
    }
}
