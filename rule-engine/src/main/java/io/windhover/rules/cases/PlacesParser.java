package io.windhover.rules.cases;

import com.fasterxml.jackson.core.JsonToken;
import io.windhover.schemas.Geo;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code network}: where addresses are, in the words of the normalised event. */
final class PlacesParser {
    private static final Set<String> KEYS =
            Set.of("country", "region", "city", "latitude", "longitude", "as_number", "as_name", "network");

    private final CaseLine line;
    private final Map<String, Geo> places = new HashMap<>();

    private PlacesParser(CaseLine line) {
        this.line = line;
    }

    /** Reads the object at hand. */
    static CasePlaces parse(CaseLine line) throws IOException {
        if (line.json().currentToken() != JsonToken.START_OBJECT) {
            line.refuse("'network' is an object: an address, and where it is.");
            return CasePlaces.NONE;
        }
        PlacesParser parser = new PlacesParser(line);
        line.object(CasePlaces::isAddress, "is no IP address.", parser::place);
        return CasePlaces.of(parser.places);
    }

    private void place(String address) throws IOException {
        if (line.json().currentToken() != JsonToken.START_OBJECT) {
            line.refuse("Where an address is, is an object: country, city, latitude, as_number, …");
            return;
        }
        Geo.Builder geo = Geo.newBuilder();
        line.object(KEYS, key -> member(geo, key));
        places.put(address, geo.build());
    }

    private void member(Geo.Builder geo, String key) throws IOException {
        switch (key) {
            case "country" -> geo.setCountry(line.text(key));
            case "region" -> geo.setRegion(line.text(key));
            case "city" -> geo.setCity(line.text(key));
            case "as_name" -> geo.setAsName(line.text(key));
            case "network" -> geo.setNetwork(line.text(key));
            case "latitude" -> geo.setLatitude(line.decimal(key, -90, 90));
            case "longitude" -> geo.setLongitude(line.decimal(key, -180, 180));
            default -> geo.setAsNumber((long) line.count(key, Integer.MAX_VALUE));
        }
    }
}
