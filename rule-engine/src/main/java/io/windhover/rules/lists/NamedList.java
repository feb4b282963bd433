package io.windhover.rules.lists;

import io.windhover.rules.eval.LookupValue;
import io.windhover.rules.ir.Network;
import io.windhover.rules.lists.Claims.Claim;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one list. Any number of threads may ask while one writes. */
final class NamedList {
    /** No folded text of a list is longer: a character of UTF-16 takes three bytes at most. */
    private static final int MOST_BYTES = 3 * ListValue.MOST_CHARACTERS;

    private final TextMap<Claims> texts = new TextMap<>();
    private volatile @Nullable NetworkTrie networks;
    private int size;

    boolean contains(LookupValue value) {
        // Hashing a whole document that a rule's keyword came across would be for nothing.
        if (value.text().length() > MOST_BYTES) {
            return false;
        }
        Claims claims = texts.get(value.text());
        if (claims != null && claims.hold(value)) {
            return true;
        }
        NetworkTrie trie = networks;
        return trie != null && value.isAddress() && NetworkTrie.contains(trie, value);
    }

    boolean has(ListValue value, String source) {
        return claims(value).claims().stream().anyMatch(claim -> claim.source().equals(source));
    }

    void put(ListValue value, Claim claim) {
        Claims before = claims(value);
        set(value, before, before.with(claim));
    }

    void remove(ListValue value, String source) {
        Claims before = claims(value);
        set(value, before, before.without(source));
    }

    /** How many entries, those of each source. */
    int size() {
        return size;
    }

    private Claims claims(ListValue value) {
        Network network = value.network();
        Claims known = network == null ? texts.get(bytes(value)) : NetworkTrie.get(networks, network);
        return known == null ? Claims.of(List.of()) : known;
    }

    private void set(ListValue value, Claims before, Claims after) {
        Network network = value.network();
        if (network == null && after.isEmpty()) {
            texts.remove(bytes(value));
        } else if (network == null) {
            texts.put(bytes(value), after);
        } else {
            networks = after.isEmpty()
                    ? NetworkTrie.without(networks, network)
                    : NetworkTrie.with(networks, network, after);
        }
        size += after.claims().size() - before.claims().size();
    }

    private static byte[] bytes(ListValue value) {
        return value.canonical().getBytes(StandardCharsets.UTF_8);
    }
}
