package io.windhover.detector.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of one address, in the words of its vendor: MaxMind's nested names, which DB-IP has too, or IPinfo's
 * flat ones.
 *
 * @param fields as they stand in the database; empty where it does not know the address
 */
record DatabaseAnswer(Map<?, ?> fields) {
    /** What a flag says of a network, what tells most first: a VPN stands in somebody's hosting. */
    private static final List<Flag> FLAGS = List.of(
            new Flag("tor", List.of("is_tor_exit_node", "is_tor", "tor")),
            new Flag("relay", List.of("is_relay", "relay")),
            new Flag("vpn", List.of("is_anonymous_vpn", "is_vpn", "vpn")),
            new Flag("proxy", List.of("is_public_proxy", "is_residential_proxy", "is_proxy", "proxy")),
            new Flag("satellite", List.of("is_satellite_provider", "is_satellite")),
            new Flag("hosting", List.of("is_hosting_provider", "is_hosting", "hosting")),
            new Flag("mobile", List.of("is_mobile")));

    /** MaxMind's and DB-IP's connection_type, of those that are a kind of network. */
    private static final Map<String, String> CONNECTIONS = Map.of("satellite", "satellite", "cellular", "mobile");

    private record Flag(String kind, List<String> names) {}

    Place place() {
        String country = country();
        Map<?, ?> position = map(fields, "location");
        Map<?, ?> at = position.isEmpty() ? fields : position;
        String city = text(map(map(fields, "city"), "names").get("en"));
        return new Place(
                country,
                region(country),
                city == null ? text(fields.get("city")) : city,
                number(at.get("latitude"), at.get("lat")),
                number(at.get("longitude"), at.get("lng")));
    }

    private @Nullable String country() {
        String code = text(map(fields, "country").get("iso_code"));
        code = code == null ? text(fields.get("country_code")) : code;
        code = code == null ? text(fields.get("country")) : code;
        return code == null || code.length() != 2 ? null : code.toUpperCase(Locale.ROOT);
    }

    /** Without a code, a region is a name in some language: that is no ISO 3166-2. */
    private @Nullable String region(@Nullable String country) {
        Object first = fields.get("subdivisions") instanceof List<?> all && !all.isEmpty() ? all.get(0) : null;
        String code = first instanceof Map<?, ?> subdivision ? text(subdivision.get("iso_code")) : null;
        code = code == null ? text(fields.get("region_code")) : code;
        return country == null || code == null ? null : code.startsWith(country + "-") ? code : country + "-" + code;
    }

    @Nullable
    AutonomousSystem system() {
        if (either("autonomous_system_number") instanceof Number number) {
            return new AutonomousSystem(number.longValue(), text(either("autonomous_system_organization")));
        }
        String asn = text(fields.get("asn"));
        long known = asn == null ? -1 : AutonomousSystem.number(asn);
        String name = text(fields.get("as_name"));
        return known < 0 ? null : new AutonomousSystem(known, name == null ? text(fields.get("name")) : name);
    }

    /** The kind of network; null where nothing is told of it. */
    @Nullable
    String kind() {
        for (Flag flag : FLAGS) {
            if (flag.names().stream().anyMatch(name -> isTrue(either(name)))) {
                return flag.kind();
            }
        }
        String connection = text(either("connection_type"));
        return connection == null ? null : CONNECTIONS.get(connection.toLowerCase(Locale.ROOT));
    }

    /** A trait stands at the top in databases of that trait alone. */
    private @Nullable Object either(String name) {
        Object value = fields.get(name);
        return value == null ? map(fields, "traits").get(name) : value;
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> child ? child : Map.of();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? text : null;
    }

    /** The first of two spellings of a number; IPinfo writes numbers as text. */
    private static @Nullable Double number(@Nullable Object first, @Nullable Object second) {
        Object value = first == null ? second : first;
        try {
            return value instanceof Number number
                    ? (Double) number.doubleValue()
                    : value instanceof String text ? Double.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
