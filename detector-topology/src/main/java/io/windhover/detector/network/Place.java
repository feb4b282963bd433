package io.windhover.detector.network;

import org.jspecify.annotations.Nullable;

/**
 * Where an address is, as one source has it: parts of several sources would make a place that is none.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2
 * @param city English name
 * @param latitude degrees, −90 to 90
 * @param longitude degrees, −180 to 180
 */
record Place(
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable Double latitude,
        @Nullable Double longitude) {
    private static final double MOST_LATITUDE = 90;
    private static final double MOST_LONGITUDE = 180;

    /** Half a position, or one that is not on Earth, is none. */
    Place {
        if (latitude == null
                || longitude == null
                || !(Math.abs(latitude) <= MOST_LATITUDE && Math.abs(longitude) <= MOST_LONGITUDE)) {
            latitude = null;
            longitude = null;
        }
    }

    boolean isNowhere() {
        return country == null && region == null && city == null && latitude == null;
    }
}
