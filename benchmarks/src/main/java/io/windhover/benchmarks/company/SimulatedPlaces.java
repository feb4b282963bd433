package io.windhover.benchmarks.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.rules.ir.Network;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.SourceEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the addresses of a simulated company are, as its {@code geo.ndjson} says. */
final class SimulatedPlaces {
    private record Range(Network network, Geo place) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Range> ranges = new ArrayList<>();
    private final Map<String, Optional<Geo>> known = new HashMap<>();

    SimulatedPlaces(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JSON.readTree(line);
            Geo place = Geo.newBuilder()
                    .setCountry(row.get("country").asText())
                    .setRegion(row.get("region").asText())
                    .setCity(row.get("city").asText())
                    .setLatitude(row.get("latitude").asDouble())
                    .setLongitude(row.get("longitude").asDouble())
                    .setAsNumber(row.get("as_number").asLong())
                    .setAsName(row.get("as_name").asText())
                    .setNetwork(row.get("network").asText())
                    .build();
            ranges.add(new Range(Network.parse(row.get("range").asText()).orElseThrow(), place));
        }
    }

    /** The event with the place of its address, where that is known. */
    CloudEvent addTo(CloudEvent event) {
        String address = event.getSource().getIp();
        Optional<Geo> place = address == null ? Optional.empty() : known.computeIfAbsent(address, this::find);
        if (place.isEmpty()) {
            return event;
        }
        SourceEndpoint source =
                SourceEndpoint.newBuilder(event.getSource()).setGeo(place.get()).build();
        return CloudEvent.newBuilder(event).setSource(source).build();
    }

    private Optional<Geo> find(String address) {
        return Network.parse(address).flatMap(host -> ranges.stream()
                .filter(range -> range.network().contains(host.high(), host.low()))
                .findFirst()
                .map(Range::place));
    }
}
