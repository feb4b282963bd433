package io.windhover.detector.network;

import io.windhover.rules.ir.Network;
import java.util.List;

/** What an address says of itself: whether it can be reached from everywhere. */
final class AddressClass {
    /** The kind of network whose addresses mean something in one place only. */
    static final String PRIVATE = "private";

    /** RFC 1918, RFC 4193; loopback, link-local, and behind a carrier's translation (RFC 6598). */
    static final List<Network> PRIVATE_NETWORKS = List.of(
            network("10.0.0.0/8"),
            network("172.16.0.0/12"),
            network("192.168.0.0/16"),
            network("127.0.0.0/8"),
            network("169.254.0.0/16"),
            network("100.64.0.0/10"),
            network("fc00::/7"),
            network("fe80::/10"),
            network("::1/128"));

    private AddressClass() {}

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }
}
