package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a group was seen, and when.
 *
 * @param latitude in thousandths of a degree, north positive: finer than any database of addresses knows
 * @param longitude in thousandths of a degree, east positive
 * @param silent whether it came late or is history, so that it decides nothing
 * @param fired whether it has been told that nobody can have come here in time
 */
record Place(
        int latitude,
        int longitude,
        String city,
        String country,
        String network,
        Evidence evidence,
        Map<String, String> carried,
        boolean silent,
        boolean fired) {

    /** An order that does not depend on what came first. */
    static final Comparator<Place> ORDER = Comparator.comparingLong(Place::time)
            .thenComparing(place -> place.evidence().getUid());

    /** Mean radius of the earth, after the International Union of Geodesy and Geophysics. */
    private static final double EARTH_RADIUS_KM = 6_371.0088;

    private static final double THOUSANDTHS = 1_000;
    private static final int SILENT = 1;
    private static final int FIRED = 2;

    Place {
        carried = Map.copyOf(carried);
    }

    /**
     * The place of an observation; empty where the event has none.
     *
     * @param values latitude, longitude, city, country, kind of network
     */
    static Optional<Place> of(Observation observation, List<String> values) {
        Optional<Integer> latitude = thousandths(values.get(0), 90);
        Optional<Integer> longitude = thousandths(values.get(1), 180);
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                latitude.get(),
                longitude.get(),
                values.get(2),
                values.get(3),
                values.get(4),
                observation.getEvidence(),
                observation.getCarried(),
                observation.getSilent(),
                false));
    }

    private static Optional<Integer> thousandths(String degrees, int most) {
        try {
            double value = Double.parseDouble(degrees);
            return Math.abs(value) <= most ? Optional.of((int) Math.round(value * THOUSANDTHS)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Event time in milliseconds. */
    long time() {
        return evidence.getTime().toEpochMilli();
    }

    boolean isWhere(Place other) {
        return latitude == other.latitude && longitude == other.longitude;
    }

    /** Along a great circle, by the haversine formula (R. W. Sinnott, Virtues of the Haversine, 1984). */
    double kilometresTo(Place other) {
        double north = radians(other.latitude - latitude);
        double east = radians(other.longitude - longitude);
        double haversine = square(StrictMath.sin(north / 2))
                + StrictMath.cos(radians(latitude))
                        * StrictMath.cos(radians(other.latitude))
                        * square(StrictMath.sin(east / 2));
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, StrictMath.sqrt(haversine)));
    }

    private static double radians(int thousandths) {
        return StrictMath.toRadians(thousandths / THOUSANDTHS);
    }

    private static double square(double value) {
        return value * value;
    }

    String shown() {
        if (city.isEmpty() && country.isEmpty()) {
            return latitude / THOUSANDTHS + ", " + longitude / THOUSANDTHS;
        }
        return city.isEmpty() || country.isEmpty() ? city + country : city + ", " + country;
    }

    Place hasFired() {
        return new Place(latitude, longitude, city, country, network, evidence, carried, silent, true);
    }

    void write(StateWriter out, EvidenceList list) {
        out.number((silent ? SILENT : 0) | (fired ? FIRED : 0))
                .signed(latitude)
                .signed(longitude)
                .text(city)
                .text(country)
                .text(network);
        list.write(out, evidence, carried);
    }

    static Place read(StateReader in, EvidenceList list) {
        int flags = in.count();
        return new Place(
                Math.toIntExact(in.signed()),
                Math.toIntExact(in.signed()),
                in.text(),
                in.text(),
                in.text(),
                list.read(in),
                EvidenceList.readCarried(in),
                (flags & SILENT) != 0,
                (flags & FIRED) != 0);
    }
}
