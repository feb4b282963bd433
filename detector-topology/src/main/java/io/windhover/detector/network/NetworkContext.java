package io.windhover.detector.network;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Geo;
import io.windhover.schemas.SourceEndpoint;
import io.windhover.watched.FileWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds to events where their source address is, from files that may change meanwhile. Any number of threads may ask, none
 * waits.
 */
public final class NetworkContext implements AutoCloseable {
    /** Of no file: events stay as they are. */
    public static final NetworkContext NONE = none();

    /** What only databases and tables know. */
    private static final Set<String> OF_PLACES = Set.of(
            "ocsf.src_endpoint.location.country",
            "ocsf.src_endpoint.location.region",
            "ocsf.src_endpoint.location.city",
            "ocsf.src_endpoint.location.lat",
            "ocsf.src_endpoint.location.long",
            "ocsf.src_endpoint.autonomous_system.number",
            "ocsf.src_endpoint.autonomous_system.name");

    private static final Set<String> OF_PLACES_AND_KINDS = Stream.concat(
                    OF_PLACES.stream(), Stream.of("ocsf.src_endpoint.network_type"))
            .collect(Collectors.toUnmodifiableSet());

    private static final int SOURCE =
            CloudEvent.getClassSchema().getField("source").pos();

    private final NetworkSources sources;
    private final List<WatchedFile<Database>> databases = new ArrayList<>();
    private final List<WatchedFile<TableFile>> tables = new ArrayList<>();
    private final Map<String, List<WatchedFile<RangeFile>>> ranges = new LinkedHashMap<>();
    private final Map<String, List<WatchedFile<AsnFile>>> asns = new LinkedHashMap<>();
    private volatile @Nullable AddressFacts facts;
    private @Nullable FileWatch watch;

    private NetworkContext(NetworkSources sources) {
        this.sources = sources;
    }

    private static NetworkContext none() {
        return new NetworkContext(NetworkSources.NONE);
    }

    /**
     * Reads all files.
     *
     * @throws NetworkSourceException if some cannot be used; the message has a line for each
     */
    public static NetworkContext open(NetworkSources sources) throws NetworkSourceException {
        if (sources.isEmpty()) {
            return NONE;
        }
        NetworkContext context = new NetworkContext(sources);
        List<String> mistakes = new ArrayList<>();
        open(sources.databases(), Database::read, context.databases, mistakes);
        open(sources.tables(), TableFile::read, context.tables, mistakes);
        sources.ranges()
                .forEach((kind, files) -> open(
                        files,
                        RangeFile::read,
                        context.ranges.computeIfAbsent(kind, k -> new ArrayList<>()),
                        mistakes));
        sources.asns()
                .forEach((kind, files) -> open(
                        files, AsnFile::read, context.asns.computeIfAbsent(kind, k -> new ArrayList<>()), mistakes));
        if (!mistakes.isEmpty()) {
            throw new NetworkSourceException(String.join("\n", mistakes));
        }
        context.facts = context.gathered();
        return context;
    }

    private static <T> void open(
            List<Path> files, WatchedFile.Loader<T> loader, List<WatchedFile<T>> opened, List<String> mistakes) {
        for (Path file : files) {
            try {
                opened.add(new WatchedFile<>(file, loader));
            } catch (NetworkSourceException e) {
                mistakes.add(e.getMessage());
            }
        }
    }

    /** Has a thread of its own read files again when they have changed, until this is closed. */
    public void watch(Duration interval) {
        if (facts != null && watch == null) {
            watch = FileWatch.start("network-files", interval, this::refresh);
        }
    }

    /**
     * The event with where its source address is; the event itself where nothing is known of it, or where somebody has
     * said so before.
     */
    public CloudEvent addTo(CloudEvent event) {
        AddressFacts current = facts;
        SourceEndpoint source = event.getSource();
        if (current == null || source.getIp() == null || source.getGeo() != null) {
            return event;
        }
        Geo geo = current.of(source.getIp());
        return geo == null ? event : with(geo, source, event);
    }

    /** Shares all else with the event: a builder would copy the raw bytes too. */
    private static CloudEvent with(Geo geo, SourceEndpoint source, CloudEvent event) {
        CloudEvent copy = new CloudEvent();
        for (int i = event.getSchema().getFields().size() - 1; i >= 0; i--) {
            copy.put(i, event.get(i));
        }
        copy.put(
                SOURCE,
                new SourceEndpoint(
                        source.getIp(), source.getHostname(), source.getUserAgent(), source.getVpcEndpointUid(), geo));
        return copy;
    }

    /** Names of the normalised fields that no event gets here, since there is no file that could say. */
    public Set<String> absentFields() {
        if (sources.isEmpty()) {
            return OF_PLACES_AND_KINDS;
        }
        return sources.databases().isEmpty() && sources.tables().isEmpty() ? OF_PLACES : Set.of();
    }

    /** Reads what has changed. */
    synchronized void refresh() {
        // Of all, not of all until the first that changed.
        long changed = files().filter(WatchedFile::refresh).count();
        if (changed > 0) {
            facts = gathered();
        }
    }

    private Stream<WatchedFile<?>> files() {
        return Stream.of(
                        databases.stream(),
                        tables.stream(),
                        ranges.values().stream().flatMap(List::stream),
                        asns.values().stream().flatMap(List::stream))
                .flatMap(files -> files);
    }

    private AddressFacts gathered() {
        return new AddressFacts(contents(databases), contents(tables), contents(ranges), contents(asns));
    }

    private static <T> List<T> contents(List<WatchedFile<T>> files) {
        return files.stream().map(WatchedFile::content).toList();
    }

    private static <T> Map<String, List<T>> contents(Map<String, List<WatchedFile<T>>> byKind) {
        Map<String, List<T>> all = new LinkedHashMap<>();
        byKind.forEach((kind, files) -> all.put(kind, contents(files)));
        return all;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
