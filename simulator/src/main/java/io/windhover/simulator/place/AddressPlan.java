package io.windhover.simulator.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Which invented provider has which range of addresses in which city: all addresses that are simulated, and the table that
 * says where they are. The ranges are reserved for benchmarks and documentation, so that no database of real addresses
 * knows them, and nobody real is ever named. Immutable.
 */
public final class AddressPlan {
    private static final String RESOURCE = "address-plan.tsv";

    private final List<Network> networks;

    private AddressPlan(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** The plan that ships with the simulator. */
    public static AddressPlan standard() {
        try (InputStream stream = AddressPlan.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing in this build");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
            return new AddressPlan(reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(AddressPlan::network)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Network network(String row) {
        String[] cells = row.split("\t", -1);
        return new Network(
                cells[0],
                Integer.parseInt(cells[1]),
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                Double.parseDouble(cells[7]),
                Double.parseDouble(cells[8]),
                ZoneId.of(cells[9]));
    }

    /** All ranges, none within another. */
    public List<Network> networks() {
        return networks;
    }

    /** IPv4 networks of a kind in a city; empty where there are none. */
    public List<Network> of(String kind, String city) {
        return networks.stream()
                .filter(network -> !network.isV6())
                .filter(network -> network.kind().equals(kind) && network.city().equals(city))
                .toList();
    }

    /** IPv4 networks of a kind, anywhere. */
    public List<Network> of(String kind) {
        return networks.stream()
                .filter(network -> !network.isV6() && network.kind().equals(kind))
                .toList();
    }

    /** The network of a provider in a city, by the beginning of the provider's name. */
    public Network provider(String name, String city) {
        return networks.stream()
                .filter(network ->
                        network.asName().startsWith(name) && network.city().equals(city))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody plans " + name + " in " + city));
    }

    /** IPv6 networks in a city. */
    public List<Network> v6(String city) {
        return networks.stream()
                .filter(network -> network.isV6() && network.city().equals(city))
                .toList();
    }

    /**
     * The plan as one JSON object a line, in the names of the event schema's {@code geo}: {@code range}, {@code country},
     * {@code region}, {@code city}, {@code latitude}, {@code longitude}, {@code as_number}, {@code as_name} and
     * {@code network} for its kind. An office's network is a business's.
     */
    public List<String> lines() {
        return networks.stream()
                .map(network -> String.format(
                        Locale.ROOT,
                        "{\"range\":\"%s\",\"country\":\"%s\",\"region\":\"%s\",\"city\":\"%s\",\"latitude\":%s,"
                                + "\"longitude\":%s,\"as_number\":%d,\"as_name\":\"%s\",\"network\":\"%s\"}",
                        network.range(),
                        network.country(),
                        network.region(),
                        network.city(),
                        network.latitude(),
                        network.longitude(),
                        network.asNumber(),
                        network.asName(),
                        network.kind().equals("office") ? "business" : network.kind()))
                .toList();
    }
}
