package io.windhover.detector.network;

import io.windhover.rules.ir.Network;
import io.windhover.schemas.Geo;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the files of one moment say. Never changes once it is shared: when a file does, there is another one.
 *
 * <p>What was found is remembered in as many places as there are slots, each for the newest of the addresses that share it:
 * bounded whatever comes, without a lock, and an address that is known makes no object.
 */
final class AddressFacts {
    private static final int SLOTS = 1 << 16;
    /** Of IPv6 with an IPv4 address at its end. */
    private static final int LONGEST_ADDRESS = 45;

    private final List<Database> databases;
    private final PrefixTable<Told<Place>> places = new PrefixTable<>();
    private final PrefixTable<Told<AutonomousSystem>> systems = new PrefixTable<>();
    private final PrefixTable<Told<String>> kinds = new PrefixTable<>();
    private final Map<Long, Told<String>> kindsOfSystems = new HashMap<>();
    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(SLOTS);

    /** Something, and the version of the file that says so; null where the address itself does. */
    private record Told<T>(T what, @Nullable String version) {}

    private record Known(String address, @Nullable Geo geo) {}

    /** @param ranges and {@code asns} by kind, in the order of what counts first */
    AddressFacts(
            List<Database> databases,
            List<TableFile> tables,
            Map<String, List<RangeFile>> ranges,
            Map<String, List<AsnFile>> asns) {
        this.databases = List.copyOf(databases);
        ranges.forEach((kind, files) -> files.forEach(file ->
                file.networks().forEach(network -> kinds.putIfAbsent(network, new Told<>(kind, file.version())))));
        tables.forEach(this::add);
        AddressClass.PRIVATE_NETWORKS.forEach(
                network -> kinds.putIfAbsent(network, new Told<>(AddressClass.PRIVATE, null)));
        asns.forEach((kind, files) -> files.forEach(file ->
                file.numbers().forEach(asn -> kindsOfSystems.putIfAbsent(asn, new Told<>(kind, file.version())))));
    }

    private void add(TableFile table) {
        for (TableFile.Row row : table.rows()) {
            if (!row.place().isNowhere()) {
                places.putIfAbsent(row.range(), new Told<>(row.place(), table.version()));
            }
            if (row.system() != null) {
                systems.putIfAbsent(row.range(), new Told<>(row.system(), table.version()));
            }
            if (row.kind() != null) {
                kinds.putIfAbsent(row.range(), new Told<>(row.kind(), table.version()));
            }
        }
    }

    /** What is known of an address; null where nothing is, or the text is no address. The object is shared. */
    @Nullable
    Geo of(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return null;
        }
        int slot = (address.hashCode() * 0x9E37_79B1) >>> 16;
        Known last = known.get(slot);
        if (last != null && last.address().equals(address)) {
            return last.geo();
        }
        Geo geo = Network.parse(address)
                .filter(network -> address.indexOf('/') < 0)
                .flatMap(this::find)
                .orElse(null);
        known.set(slot, new Known(address, geo));
        return geo;
    }

    private Optional<Geo> find(Network address) {
        Search search = new Search();
        search.place(places.get(address));
        search.system(systems.get(address));
        search.kind(kinds.get(address));
        for (Database database : databases) {
            DatabaseAnswer answer = database.ask(address);
            Place place = answer.place();
            search.place(place.isNowhere() ? null : new Told<>(place, database.version()));
            AutonomousSystem system = answer.system();
            search.system(system == null ? null : new Told<>(system, database.version()));
            String kind = answer.kind();
            search.kind(kind == null ? null : new Told<>(kind, database.version()));
        }
        AutonomousSystem system = search.system;
        search.kind(system == null ? null : kindsOfSystems.get(system.number()));
        return search.found();
    }

    /** Takes what is offered of an address, of each thing the first. */
    private static final class Search {
        private final Set<String> versions = new LinkedHashSet<>();
        private @Nullable Place place;
        private @Nullable AutonomousSystem system;
        private @Nullable String kind;

        void place(@Nullable Told<Place> offered) {
            place = first(place, offered);
        }

        void system(@Nullable Told<AutonomousSystem> offered) {
            system = first(system, offered);
        }

        void kind(@Nullable Told<String> offered) {
            kind = first(kind, offered);
        }

        private <T> @Nullable T first(@Nullable T taken, @Nullable Told<T> offered) {
            if (taken != null || offered == null) {
                return taken;
            }
            if (offered.version() != null) {
                versions.add(offered.version());
            }
            return offered.what();
        }

        Optional<Geo> found() {
            if (place == null && system == null && kind == null) {
                return Optional.empty();
            }
            Geo.Builder geo = Geo.newBuilder()
                    .setNetwork(kind)
                    .setDatabase(versions.isEmpty() ? null : String.join(", ", versions));
            if (place != null) {
                geo.setCountry(place.country())
                        .setRegion(place.region())
                        .setCity(place.city())
                        .setLatitude(place.latitude())
                        .setLongitude(place.longitude());
            }
            if (system != null) {
                geo.setAsNumber(system.number()).setAsName(system.name());
            }
            return Optional.of(geo.build());
        }
    }
}
