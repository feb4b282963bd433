package io.windhover.benchmarks.deployment;

import io.windhover.benchmarks.company.SimulatedCompany;
import io.windhover.benchmarks.company.SimulatedEvent;
import io.windhover.benchmarks.company.SimulatedLogs;
import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation.Normalised;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.local.TemporaryDirectory;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.SourceEndpoint;
import io.windhover.simulator.SimulationSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As many principals as wanted: the first events of everybody in a simulated company on an ordinary day, told again for as
 * many companies as that takes. In the order of time: all companies have an event before one has its next.
 */
final class Fleet {
    private static final long SEED = 1;
    private static final int PEOPLE = 200;
    private static final double SCALE = 0.2;
    /** How long after it happened an event is read. */
    private static final Duration READ_AFTER = Duration.ofSeconds(2);
    /** After all events, so that no time is clamped. */
    private static final Instant READ = Instant.parse("2100-01-01T00:00:00Z");

    /** An event of the company, and what its log's connector does with such. */
    private record Original(
            Renaming.Event json,
            Normaliser normaliser,
            @Nullable Geo place) {}

    private final List<Original> originals;
    private final int principalsEach;
    private final int companies;

    private Fleet(List<Original> originals, int principalsEach, int companies) {
        this.originals = originals;
        this.principalsEach = principalsEach;
        this.companies = companies;
    }

    /**
     * Simulates the company.
     *
     * @param principals at least so many
     * @param eventsEach at most so many of each, 1 or more; of 1.2 every fifth has two
     */
    static Fleet of(int principals, double eventsEach) throws IOException, InterruptedException {
        try (TemporaryDirectory folder = TemporaryDirectory.create("windhover-fleet")) {
            simulate(folder.path());
            Casting casting = new Casting(eventsEach);
            try (SimulatedLogs logs = new SimulatedLogs(folder.path())) {
                while (logs.hasNext()) {
                    casting.look(logs.next());
                }
            }
            int each = casting.principals();
            int companies = (principals + each - 1) / each;
            if (companies > Renaming.MOST) {
                throw new IllegalArgumentException("at most " + Renaming.MOST * each + " principals");
            }
            return new Fleet(casting.originals, each, companies);
        }
    }

    /** How many of the n-th, so that all together have that many on average. */
    static int share(int number, double average) {
        return (int) (Math.floor(average * (number + 1)) - Math.floor(average * number));
    }

    /** The last whole working day: what is older would age at once when the detector hears the time of day. */
    static Instant day(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.minusDays(1);
        }
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static void simulate(Path folder) throws IOException, InterruptedException {
        SimulatedCompany.write(
                folder,
                new SimulationSettings(
                        SEED, PEOPLE, day(Instant.now()), 1, SCALE, List.of(), Duration.ZERO, Duration.ZERO, 0));
    }

    /** How many principals the events have. */
    int principals() {
        return companies * principalsEach;
    }

    long events() {
        return (long) companies * originals.size();
    }

    /** The events as their connectors bring them. */
    Iterator<CloudEvent> iterator() {
        Stream<CloudEvent> all = originals.stream()
                .flatMap(original -> IntStream.range(0, companies).mapToObj(company -> copy(original, company)));
        return all.iterator();
    }

    private static CloudEvent copy(Original original, int company) {
        byte[] json = new Renaming(company).apply(original.json()).getBytes(StandardCharsets.UTF_8);
        if (!(original.normaliser().normalise(RawEvent.of(json, READ)) instanceof Normalised done)) {
            throw new IllegalStateException("a renamed event is refused");
        }
        CloudEvent event = done.event();
        return CloudEvent.newBuilder(event)
                .setUid(company + "-" + event.getUid())
                .setIngestTime(event.getTime().plus(READ_AFTER))
                .setSource(SourceEndpoint.newBuilder(event.getSource())
                        .setGeo(original.place())
                        .build())
                .build();
    }

    /** Chooses the first events of each principal. */
    private static final class Casting {
        private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();
        private final double eventsEach;
        /** How many events a principal is still to have. */
        private final Map<String, Integer> left = new HashMap<>();
        /** Who is nobody in particular, and would be the same in all companies. */
        private final Set<String> shared = new HashSet<>();
        /** Some events stand in the logs of two accounts. */
        private final Set<String> uids = new HashSet<>();

        private final Set<String> chosen = new HashSet<>();
        private final List<Original> originals = new ArrayList<>();

        private Casting(double eventsEach) {
            this.eventsEach = eventsEach;
        }

        private int principals() {
            return chosen.size();
        }

        private void look(SimulatedEvent event) {
            String principal = event.normalised().getActor().getPrincipal();
            if (principal == null || shared.contains(principal)) {
                return;
            }
            int wanted = left.computeIfAbsent(principal, name -> share(left.size(), eventsEach));
            Original original = original(event);
            if (principal.equals(copy(original, 0).getActor().getPrincipal())) {
                shared.add(principal);
            } else if (wanted > 0 && uids.add(event.normalised().getUid())) {
                originals.add(original);
                chosen.add(principal);
                left.put(principal, wanted - 1);
            }
        }

        private Original original(SimulatedEvent event) {
            byte[] json = event.json();
            return new Original(
                    Renaming.Event.of(new String(json, StandardCharsets.UTF_8)),
                    recogniser.recognise(json, 0, json.length).orElseThrow(),
                    event.normalised().getSource().getGeo());
        }
    }
}
