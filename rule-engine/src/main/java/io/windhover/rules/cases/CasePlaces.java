package io.windhover.rules.cases;

import io.windhover.rules.ir.IpAddress;
import io.windhover.schemas.Geo;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where addresses are, as a test says. Immutable. */
public final class CasePlaces {
    /** Nothing is known of any address. */
    public static final CasePlaces NONE = new CasePlaces(Map.of());

    private final Map<Address, Geo> places;

    /** IPv4 as mapped IPv6, so that an address is the same however it is written. */
    private record Address(long high, long low) {}

    private CasePlaces(Map<Address, Geo> places) {
        this.places = Map.copyOf(places);
    }

    /** @param byAddress texts that {@link #isAddress} */
    static CasePlaces of(Map<String, Geo> byAddress) {
        Map<Address, Geo> places = new HashMap<>();
        byAddress.forEach((text, geo) -> places.put(address(text).orElseThrow(), geo));
        return new CasePlaces(places);
    }

    static boolean isAddress(String text) {
        return address(text).isPresent();
    }

    /** Empty where the test does not say. */
    public Optional<Geo> of(String address) {
        return address(address).map(places::get);
    }

    private static Optional<Address> address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long[] words = new long[2];
        return IpAddress.parse(bytes, 0, bytes.length, words)
                ? Optional.of(new Address(words[0], words[1]))
                : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CasePlaces those && places.equals(those.places);
    }

    @Override
    public int hashCode() {
        return places.hashCode();
    }

    @Override
    public String toString() {
        return places.size() + " places";
    }
}
