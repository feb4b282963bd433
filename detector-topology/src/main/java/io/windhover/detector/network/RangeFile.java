package io.windhover.detector.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.windhover.rules.ir.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file of ranges: text with a network in the first column of each line, as geofeeds (RFC 8805) have it too, or the JSON in
 * which a cloud publishes its own.
 *
 * @param networks in the order of the file
 * @param version of its text
 */
record RangeFile(List<Network> networks, String version) {
    /** Where AWS, Google Cloud and Oracle Cloud have a range each, and Azure several. */
    private static final Set<String> RANGE_KEYS =
            Set.of("ip_prefix", "ipv6_prefix", "ipv4Prefix", "ipv6Prefix", "cidr", "addressPrefixes");

    private static final JsonFactory JSON = new JsonFactory();

    static RangeFile read(Path path) throws IOException, NetworkSourceException {
        SmallFile file = SmallFile.read(path);
        List<Network> networks = new ArrayList<>();
        if (file.text().stripLeading().startsWith("{")) {
            readJson(file.text(), networks);
        } else {
            file.lines("#;", line -> networks.add(network(firstColumn(line))));
        }
        if (networks.isEmpty()) {
            throw new NetworkSourceException("names no range of addresses");
        }
        return new RangeFile(networks, file.version());
    }

    private static void readJson(String text, List<Network> networks) throws IOException, NetworkSourceException {
        try (JsonParser parser = JSON.createParser(text)) {
            String key = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    key = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING && RANGE_KEYS.contains(key)) {
                    networks.add(network(parser.getText()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new NetworkSourceException("not valid JSON: " + e.getOriginalMessage());
        }
    }

    private static String firstColumn(String line) {
        int comma = line.indexOf(',');
        return comma < 0 ? line : line.substring(0, comma).strip();
    }

    static Network network(String text) throws NetworkSourceException {
        return Network.parse(text)
                .orElseThrow(() -> new NetworkSourceException(
                        "'" + text + "' is no network such as 192.0.2.0/24 or 2001:db8::/32"));
    }
}
