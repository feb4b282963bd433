package io.windhover.detector.network;

import io.windhover.rules.ir.Network;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes small databases in MaxMind's format 2.0, whose specification is public. */
public final class DatabaseWriter {
    private static final long BUILT = 1_770_000_000L;
    private static final byte[] METADATA = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int EMPTY = -1;
    private static final int SEPARATOR = 16;

    private final String type;
    private final int ipVersion;
    /** Two records a node: another node's number, {@link #EMPTY}, or −2 and below for data. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    public DatabaseWriter(String type) {
        this(type, 6);
    }

    DatabaseWriter(String type, int ipVersion) {
        this.type = type;
        this.ipVersion = ipVersion;
    }

    /** Networks must not lie in each other. */
    public DatabaseWriter put(String network, Map<String, ?> record) {
        Network range = Network.parse(network).orElseThrow();
        boolean isIpv4 = network.indexOf(':') < 0;
        int first = isIpv4 && ipVersion == 4 ? 96 : 0;
        // An IPv4 address stands at ::/96 in the tree, not where it is mapped.
        long low = isIpv4 ? range.low() & 0xffff_ffffL : range.low();
        int node = 0;
        for (int i = first; i < range.bits() - 1; i++) {
            int bit = bit(range.high(), low, i);
            if (nodes.get(node)[bit] == EMPTY) {
                nodes.add(new int[] {EMPTY, EMPTY});
                nodes.get(node)[bit] = nodes.size() - 1;
            }
            node = nodes.get(node)[bit];
        }
        nodes.get(node)[bit(range.high(), low, range.bits() - 1)] = -2 - data.size();
        encode(record, new DataOutputStream(data));
        return this;
    }

    public Path to(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        for (int[] node : nodes) {
            for (int record : node) {
                out.writeInt(
                        record == EMPTY ? nodes.size() : record >= 0 ? record : nodes.size() + SEPARATOR - 2 - record);
            }
        }
        out.write(new byte[SEPARATOR]);
        data.writeTo(out);
        out.write(METADATA);
        encode(
                Map.of(
                        "binary_format_major_version",
                        2,
                        "binary_format_minor_version",
                        0,
                        "build_epoch",
                        BUILT,
                        "database_type",
                        type,
                        "description",
                        Map.of("en", "for tests"),
                        "ip_version",
                        ipVersion,
                        "languages",
                        List.of("en"),
                        "node_count",
                        nodes.size(),
                        "record_size",
                        32),
                out);
        return file.toByteArray();
    }

    private static int bit(long high, long low, int index) {
        return (int) ((index < 64 ? high : low) >>> (63 - (index & 63)) & 1);
    }

    private static void encode(Object value, DataOutputStream out) {
        try {
            if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                control(2, utf8.length, out);
                out.write(utf8);
            } else if (value instanceof Double number) {
                control(3, 8, out);
                out.writeDouble(number);
            } else if (value instanceof Integer number) {
                control(6, 4, out);
                out.writeInt(number);
            } else if (value instanceof Long number) {
                control(9, 8, out);
                out.writeLong(number);
            } else if (value instanceof Boolean flag) {
                control(14, flag ? 1 : 0, out);
            } else if (value instanceof Map<?, ?> map) {
                control(7, map.size(), out);
                map.forEach((key, each) -> {
                    encode(key, out);
                    encode(each, out);
                });
            } else if (value instanceof List<?> list) {
                control(11, list.size(), out);
                list.forEach(each -> encode(each, out));
            } else {
                throw new IllegalArgumentException("no such type in a database: " + value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sizes to 284: enough for tests. */
    private static void control(int type, int size, DataOutputStream out) throws IOException {
        int shortSize = Math.min(size, 29);
        out.write(type > 7 ? shortSize : type << 5 | shortSize);
        if (type > 7) {
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }
}
