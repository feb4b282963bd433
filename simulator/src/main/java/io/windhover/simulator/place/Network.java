package io.windhover.simulator.place;

import java.time.ZoneId;

/**
 * A range of addresses that one provider has in one city.
 *
 * @param range in CIDR notation: an IPv4 network, or an IPv6 network of 48 bits
 * @param asNumber the provider's autonomous system, a private-use number
 * @param asName the provider
 * @param kind what it is: isp, mobile, business, office, cloud, hosting, vpn, relay, satellite or tor
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2
 * @param city English name
 * @param latitude degrees
 * @param longitude degrees
 */
public record Network(
        String range,
        int asNumber,
        String asName,
        String kind,
        String country,
        String region,
        String city,
        double latitude,
        double longitude,
        ZoneId zone) {
    private static final double EARTH_KM = 6_371;

    /** Whether its addresses are IPv6. */
    public boolean isV6() {
        return range.indexOf(':') >= 0;
    }

    /** How many hosts it has; of IPv6 as many as are ever used. */
    int hosts() {
        int bits = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        return isV6() ? 1 << 24 : (1 << (32 - bits)) - 2;
    }

    /** Its n-th host, from 0; beyond the last it begins again, as behind a carrier's translation of addresses. */
    public Address host(int number) {
        int host = Math.floorMod(number, hosts()) + 1;
        String base = range.substring(0, range.indexOf('/'));
        if (isV6()) {
            String prefix = base.substring(0, base.length() - 2);
            return new Address(
                    prefix + ":" + Integer.toHexString((host >> 12) | 1) + "::"
                            + Integer.toHexString((host & 0xFFF) | 0x1000),
                    this);
        }
        String[] parts = base.split("\\.", -1);
        int low = (Integer.parseInt(parts[2]) << 8) | Integer.parseInt(parts[3]);
        int address = low + host;
        return new Address(parts[0] + "." + parts[1] + "." + (address >> 8) + "." + (address & 255), this);
    }

    /** Great-circle distance. */
    public double kilometresTo(Network other) {
        double latitudes = StrictMath.toRadians(other.latitude - latitude) / 2;
        double longitudes = StrictMath.toRadians(other.longitude - longitude) / 2;
        double a = StrictMath.pow(StrictMath.sin(latitudes), 2)
                + StrictMath.cos(StrictMath.toRadians(latitude))
                        * StrictMath.cos(StrictMath.toRadians(other.latitude))
                        * StrictMath.pow(StrictMath.sin(longitudes), 2);
        return 2 * EARTH_KM * StrictMath.asin(StrictMath.sqrt(a));
    }
}
