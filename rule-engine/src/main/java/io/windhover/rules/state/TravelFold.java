package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern.Travel;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two places that nobody can reach in the time between.
 *
 * <p>A place fires, once, if there is an earlier one in event time from which it cannot be reached: whichever of the two
 * comes first. So places are kept for as long as the way to the other side of the earth takes, and every pair is judged.
 * Of a stay at one place only the first and the last are kept, and of its last minutes so many that whoever was elsewhere
 * in between is noticed still. What order changes:
 * <ul>
 *   <li>which of several places of one stay fires, if its neighbours came before it;
 *   <li>a place that comes later than the grace is an anchor for those that come after it, and fires nothing itself;
 *   <li>of more than {@value #MOST_PLACES} places the oldest are forgotten.
 * </ul>
 *
 * <p>State: about 100 bytes a place and a longer summary's length; two places for who stays at one.
 */
final class TravelFold implements Fold {
    static final int MOST_PLACES = 64;

    private static final Duration GRACE = Duration.ofMinutes(15);
    /** Half of the equator. */
    private static final double FARTHEST_KM = 20_037;

    private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final int FIELDS = 6;
    private static final int NETWORK = 4;

    private final Travel pattern;
    private final Set<String> ignoredNetworks;
    private final long spanMillis;
    /** Within so long, nobody gets to another place and back. */
    private final double stayMillis;

    TravelFold(Travel pattern) {
        this.pattern = pattern;
        this.ignoredNetworks =
                pattern.ignoredNetworks().stream().map(TravelFold::lower).collect(Collectors.toUnmodifiableSet());
        double farthest = FARTHEST_KM / pattern.speedKmh() * HOUR_MILLIS;
        this.spanMillis = (long) Math.min((double) pattern.expire().toMillis(), farthest) + GRACE.toMillis();
        this.stayMillis = pattern.minDistanceKm() / pattern.speedKmh() * HOUR_MILLIS;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public Outcome observe(byte[] before, Observation observation, long watermark) {
        List<String> values = Shown.values(observation);
        if (observation.getKind() != ObservationKind.EVENT
                || values.size() < FIELDS
                || ignoredNetworks.contains(lower(values.get(NETWORK)))) {
            return Outcome.unchanged(before);
        }
        Optional<Place> place = Place.of(observation, values);
        if (place.isEmpty()) {
            return Outcome.unchanged(before);
        }
        List<Place> places = read(before);
        long newest = places.isEmpty() ? place.get().time() : last(places).time();
        int found = Collections.binarySearch(places, place.get(), Place.ORDER);
        if (found >= 0 || place.get().time() < newest - spanMillis) {
            return Outcome.unchanged(before);
        }
        places.add(-found - 1, place.get());
        List<Fired> fired = judge(places, -found - 1, observation);
        trim(places);
        return Outcome.of(write(places), fired);
    }

    /** All pairs with the place that has just come. */
    private List<Fired> judge(List<Place> places, int at, Observation observation) {
        if (places.get(at).silent()) {
            return List.of();
        }
        List<Fired> fired = new ArrayList<>();
        fastest(places.subList(0, at), places.get(at)).ifPresent(way -> {
            fired.add(fired(way, observation));
            places.set(at, way.to().hasFired());
        });
        for (int i = at + 1; i < places.size(); i++) {
            Place later = places.get(i);
            Way way = new Way(places.get(at), later);
            if (!later.fired() && !later.silent() && isImpossible(way)) {
                fired.add(fired(way, observation));
                places.set(i, later.hasFired());
            }
        }
        return fired;
    }

    /** The most impossible way to a place. */
    private Optional<Way> fastest(List<Place> earlier, Place to) {
        Way fastest = null;
        for (Place from : earlier) {
            Way way = new Way(from, to);
            if (isImpossible(way) && (fastest == null || way.kmh() > fastest.kmh())) {
                fastest = way;
            }
        }
        return Optional.ofNullable(fastest);
    }

    private boolean isImpossible(Way way) {
        double kilometres = way.kilometres();
        return !way.from().isWhere(way.to())
                && kilometres >= pattern.minDistanceKm()
                && kilometres >= pattern.speedKmh() * way.millis() / HOUR_MILLIS
                && way.millis() <= spanMillis - GRACE.toMillis();
    }

    private record Way(Place from, Place to) {
        long millis() {
            return to.time() - from.time();
        }

        double kilometres() {
            return from.kilometresTo(to);
        }

        /** As if every way took a second at least. */
        double kmh() {
            return kilometres() / (Math.max(1_000, millis()) / HOUR_MILLIS);
        }
    }

    private void trim(List<Place> places) {
        long newest = last(places).time();
        places.removeIf(place -> place.time() < newest - spanMillis);
        shortenStays(places, newest - GRACE.toMillis());
        if (places.size() > MOST_PLACES) {
            shortenStays(places, Long.MAX_VALUE);
        }
        while (places.size() > MOST_PLACES) {
            places.remove(0);
        }
    }

    /**
     * Forgets what lies between two others at the same place: where nothing can come between any more, and where whoever
     * was elsewhere in between cannot have been at both.
     *
     * @param settled event time before which all has come
     */
    private void shortenStays(List<Place> places, long settled) {
        for (int i = places.size() - 2; i > 0; i--) {
            Place before = places.get(i - 1);
            Place after = places.get(i + 1);
            if (before.isWhere(places.get(i))
                    && after.isWhere(places.get(i))
                    && (after.time() < settled || after.time() - before.time() <= stayMillis)) {
                places.remove(i);
            }
        }
    }

    private static Fired fired(Way way, Observation observation) {
        String distance = String.format(Locale.ROOT, "%,d km", Math.round(way.kilometres()));
        String time = Spans.words(Duration.ofMillis(way.millis()));
        String speed = String.format(Locale.ROOT, "%,d km/h", Math.round(way.kmh()));
        String from = way.from().shown();
        String to = way.to().shown();
        return new Fired(
                Shown.line(from, 80) + " to " + Shown.line(to, 80) + ", " + distance + " in " + time,
                way.to().evidence(),
                List.of(way.from().evidence()),
                List.of(
                        Shown.reason("from", from),
                        Shown.reason("to", to),
                        Shown.reason("distance", distance),
                        Shown.reason("time between", time),
                        Shown.reason("speed", way.millis() < 1_000 ? "at once" : speed),
                        Shown.reason("networks", network(way.from()) + " and " + network(way.to()))),
                observation.getGroup(),
                List.of(),
                way.to().carried(),
                false,
                observation.getEvent());
    }

    private static String network(Place place) {
        return place.network().isEmpty() ? "unknown" : place.network();
    }

    private static Place last(List<Place> places) {
        return places.get(places.size() - 1);
    }

    private static List<Place> read(byte[] state) {
        List<Place> places = new ArrayList<>();
        if (state.length > 0) {
            StateReader in = new StateReader(state);
            EvidenceList list = new EvidenceList();
            for (int i = in.count(); i > 0; i--) {
                places.add(Place.read(in, list));
            }
        }
        return places;
    }

    private byte[] write(List<Place> places) {
        StateWriter out = new StateWriter(StateHeader.expiry(last(places).time(), Duration.ofMillis(spanMillis)));
        out.number(places.size());
        EvidenceList list = new EvidenceList();
        places.forEach(place -> place.write(out, list));
        return out.toBytes();
    }
}
