package io.windhover.detector.network;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.windhover.rules.ir.Network;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database in MaxMind's format 2.0. It is read into the heap: a file that is mapped and then overwritten would take the
 * process with it. It is never closed, since somebody may be asking it when the next one comes; the collector takes it.
 */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** The old one and the new one are held together for a while, and there is more in the heap than these. */
    private static final int SHARE_OF_HEAP = 4;

    private final Reader reader;
    private final boolean onlyIpv4;
    private final String version;
    private final AtomicBoolean reported = new AtomicBoolean();

    private Database(Reader reader) {
        Metadata metadata = reader.getMetadata();
        this.reader = reader;
        this.onlyIpv4 = metadata.ipVersion() == 4;
        this.version = metadata.databaseType() + "@" + metadata.buildTime();
    }

    static Database read(Path path) throws IOException, NetworkSourceException {
        long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
        if (Files.size(path) > most) {
            throw new NetworkSourceException("has " + (Files.size(path) >> 20) + " MB, which is more than a quarter of"
                    + " the heap: give Java more, or take a smaller database");
        }
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new NetworkSourceException("cannot be read");
        }
        try {
            Reader reader = new Reader(path.toFile(), Reader.FileMode.MEMORY);
            // One look-up shows whether the file is whole: what is wrong in it comes out as any exception.
            reader.get(InetAddress.getByAddress(new byte[] {1, 1, 1, 1}), Map.class);
            return new Database(reader);
        } catch (IOException | RuntimeException e) {
            throw new NetworkSourceException("is no database in MaxMind's format, or damaged: " + e.getMessage());
        }
    }

    /** Its type and when it was built. */
    String version() {
        return version;
    }

    /**
     * What it says of an address.
     *
     * @param address a network of all 128 bits
     */
    DatabaseAnswer ask(Network address) {
        try {
            InetAddress asked = inetAddress(address);
            if (onlyIpv4 && asked instanceof Inet6Address) {
                return new DatabaseAnswer(Map.of());
            }
            Map<?, ?> found = reader.get(asked, Map.class);
            return new DatabaseAnswer(found == null ? Map.of() : found);
        } catch (IOException | RuntimeException e) {
            if (!reported.getAndSet(true)) {
                LOG.atError()
                        .addKeyValue("database", version)
                        .addKeyValue("cause", e.toString())
                        .log("an address cannot be looked up, and perhaps more: the database is damaged");
            }
            return new DatabaseAnswer(Map.of());
        }
    }

    /** Java makes an IPv4 address of one that is mapped. */
    private static InetAddress inetAddress(Network address) throws UnknownHostException {
        return InetAddress.getByAddress(ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array());
    }
}
