package io.windhover.rules.lists;

import io.windhover.rules.eval.LookupValue;
import io.windhover.rules.ir.Network;
import org.jspecify.annotations.Nullable;

/**
 * Networks by prefix: a binary trie whose nodes skip the bits at which nothing branches (PATRICIA, Morrison 1968). It is
 * immutable, and a changed one shares all nodes but those on the way to the change, so that whoever reads needs no lock.
 * The empty trie is null.
 *
 * @param prefix what all networks below begin with
 * @param claims those about the prefix itself, or null
 * @param zero networks whose next bit is 0
 * @param one networks whose next bit is 1
 */
record NetworkTrie(
        Network prefix,
        @Nullable Claims claims,
        @Nullable NetworkTrie zero,
        @Nullable NetworkTrie one) {
    private static final int ADDRESS_BITS = 128;

    /** Whether an address lies in a network of which a claim holds. Makes no object. */
    static boolean contains(@Nullable NetworkTrie trie, LookupValue address) {
        NetworkTrie node = trie;
        while (node != null && node.prefix.contains(address.high(), address.low())) {
            if (node.claims != null && node.claims.hold(address)) {
                return true;
            }
            int bits = node.prefix.bits();
            node = bits == ADDRESS_BITS ? null : node.child(bit(address.high(), address.low(), bits));
        }
        return false;
    }

    static @Nullable Claims get(@Nullable NetworkTrie trie, Network network) {
        NetworkTrie node = trie;
        while (node != null && node.prefix.bits() < network.bits()) {
            node = node.child(network);
        }
        return node != null && node.prefix.equals(network) ? node.claims : null;
    }

    /** With these claims about a network, in the place of those that it has. */
    static NetworkTrie with(@Nullable NetworkTrie trie, Network network, Claims claims) {
        if (trie == null) {
            return new NetworkTrie(network, claims, null, null);
        }
        int common = trie.prefix.commonBits(network);
        if (common < trie.prefix.bits()) {
            NetworkTrie fork = new NetworkTrie(network.shortened(common), null, null, null).above(trie);
            return with(fork, network, claims);
        }
        return common == network.bits()
                ? new NetworkTrie(network, claims, trie.zero, trie.one)
                : trie.withChild(network, with(trie.child(network), network, claims));
    }

    /** Without claims about a network. */
    static @Nullable NetworkTrie without(@Nullable NetworkTrie trie, Network network) {
        if (trie == null || trie.prefix.commonBits(network) < trie.prefix.bits()) {
            return trie;
        }
        return trie.prefix.bits() == network.bits()
                ? new NetworkTrie(network, null, trie.zero, trie.one).collapsed()
                : trie.withChild(network, without(trie.child(network), network)).collapsed();
    }

    /** This node above another, which becomes its only child. */
    private NetworkTrie above(NetworkTrie child) {
        return withChild(child.prefix, child);
    }

    private NetworkTrie withChild(Network network, @Nullable NetworkTrie child) {
        return isOne(network)
                ? new NetworkTrie(prefix, claims, zero, child)
                : new NetworkTrie(prefix, claims, child, one);
    }

    /** A node that neither holds claims nor branches is not needed. */
    private @Nullable NetworkTrie collapsed() {
        if (claims != null || (zero != null && one != null)) {
            return this;
        }
        return zero != null ? zero : one;
    }

    private @Nullable NetworkTrie child(Network network) {
        return child(isOne(network));
    }

    private @Nullable NetworkTrie child(boolean isOne) {
        return isOne ? one : zero;
    }

    private boolean isOne(Network network) {
        return bit(network.high(), network.low(), prefix.bits());
    }

    private static boolean bit(long high, long low, int index) {
        long word = index < 64 ? high : low;
        return (word >>> (63 - (index & 63)) & 1) == 1;
    }
}
