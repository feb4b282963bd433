package io.windhover.detector.network;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that say where addresses are. Of several that say the same of an address, the first counts.
 *
 * @param databases in MaxMind's format: of places, autonomous systems, anonymisers, or of several of these
 * @param tables one JSON object a line, as {@code windhover simulate} writes them to {@code geo.ndjson}
 * @param ranges by kind of network, files that name ranges of addresses
 * @param asns by kind of network, files that name autonomous systems
 */
public record NetworkSources(
        List<Path> databases, List<Path> tables, Map<String, List<Path>> ranges, Map<String, List<Path>> asns) {
    /** Nobody says anything of any address. */
    public static final NetworkSources NONE = new NetworkSources(List.of(), List.of(), Map.of(), Map.of());

    public NetworkSources {
        databases = List.copyOf(databases);
        tables = List.copyOf(tables);
        ranges = inOrder(ranges);
        asns = inOrder(asns);
    }

    /** Whether a word can name a kind of network: cloud, hosting, vpn, relay, satellite, or one of the operator's own. */
    public static boolean isKind(String word) {
        return word.matches("[a-z][a-z0-9_-]{0,31}");
    }

    /** Whether there is no file at all. */
    public boolean isEmpty() {
        return files().findAny().isEmpty();
    }

    /** All of them. */
    public Stream<Path> files() {
        return Stream.of(Stream.of(databases, tables), ranges.values().stream(), asns.values().stream())
                .flatMap(lists -> lists)
                .flatMap(List::stream);
    }

    private static Map<String, List<Path>> inOrder(Map<String, List<Path>> byKind) {
        Map<String, List<Path>> copy = new LinkedHashMap<>();
        byKind.forEach((kind, files) -> {
            if (!isKind(kind)) {
                throw new IllegalArgumentException("not a kind of network: " + kind);
            }
            copy.put(kind, List.copyOf(files));
        });
        return Collections.unmodifiableMap(copy);
    }
}
