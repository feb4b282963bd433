package io.windhover.simulator.place;

/**
 * An address and the network it belongs to.
 *
 * @param ip canonical text
 */
public record Address(String ip, Network network) {
    @Override
    public String toString() {
        return ip;
    }
}
