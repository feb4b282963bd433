package io.windhover.detector.network;

import io.windhover.rules.ir.Network;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by network, of which the one with the longest prefix around an address counts. A hash table for each length of
 * prefix that occurs: it is filled before it is shared, and asked once for each address that is new.
 */
final class PrefixTable<V> {
    private final NavigableMap<Integer, Map<Network, V>> longestFirst = new TreeMap<>(Comparator.reverseOrder());

    /** The first value that is put for a network stays. */
    void putIfAbsent(Network network, V value) {
        longestFirst.computeIfAbsent(network.bits(), bits -> new HashMap<>()).putIfAbsent(network, value);
    }

    /** @param address a network of all 128 bits */
    @Nullable
    V get(Network address) {
        for (Map.Entry<Integer, Map<Network, V>> length : longestFirst.entrySet()) {
            V value = length.getValue().get(address.shortened(length.getKey()));
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
