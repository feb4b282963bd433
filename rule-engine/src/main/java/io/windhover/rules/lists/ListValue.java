package io.windhover.rules.lists;

import io.windhover.rules.ir.Network;
import io.windhover.rules.json.Folding;
import io.windhover.schemas.ListEntryKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a list: a text that values are compared with as a whole, in any case, or a network. A single address is
 * a network too, so that it is found in each of its spellings.
 *
 * @param canonical the same for values that find the same: the text in lower case; of a network, address and prefix length
 * @param network null for a text
 */
public record ListValue(String canonical, @Nullable Network network) {
    /** Characters of a value, at most. */
    public static final int MOST_CHARACTERS = 1_024;

    /**
     * Reads a value as its author wrote it.
     *
     * @throws InvalidListEntryException if it is empty, too long, has control characters, or is a network with a wrong
     *     prefix length or with bits behind its prefix
     */
    public static ListValue parse(String written) throws InvalidListEntryException {
        if (written.isBlank()) {
            throw new InvalidListEntryException("The value is empty.");
        }
        if (written.length() > MOST_CHARACTERS) {
            throw new InvalidListEntryException("The value is longer than " + MOST_CHARACTERS + " characters.");
        }
        if (written.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidListEntryException("The value has a control character.");
        }
        Optional<Network> network = Network.parse(written);
        if (network.isPresent()) {
            return new ListValue(network.get().toString(), network.get());
        }
        int slash = written.lastIndexOf('/');
        Optional<Network> address = slash < 0 ? Optional.empty() : Network.parse(written.substring(0, slash));
        if (address.isPresent() && written.indexOf('/') == slash && isNumber(written.substring(slash + 1))) {
            throw brokenNetwork(address.get(), written, slash);
        }
        return new ListValue(Folding.fold(written), null);
    }

    public ListEntryKind kind() {
        return network == null ? ListEntryKind.TEXT : ListEntryKind.NETWORK;
    }

    /** What has an address before it; what has another text, as a URL has, is a text itself. */
    private static boolean isNumber(String length) {
        return length.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static InvalidListEntryException brokenNetwork(Network address, String written, int slash) {
        int most = written.indexOf(':') < 0 ? 32 : 128;
        String length = written.substring(slash + 1);
        if (length.isEmpty() || length.length() > 3 || Integer.parseInt(length) > most) {
            return new InvalidListEntryException("The prefix length must be 0 to " + most + ".");
        }
        Network meant = address.shortened(128 - most + Integer.parseInt(length));
        return new InvalidListEntryException(
                "The network has bits set behind its prefix.", "did you mean '" + meant + "'?");
    }
}
