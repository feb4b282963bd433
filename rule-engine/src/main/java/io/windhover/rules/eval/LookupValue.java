package io.windhover.rules.eval;

import io.windhover.rules.ir.IpAddress;
import io.windhover.rules.json.ByteText;
import java.util.function.LongSupplier;

/**
 * A value that is looked up in lists: one object a thread, pointed at one text after the other, so that a look-up that
 * finds nothing makes no object. Who receives one must not keep it.
 */
public final class LookupValue {
    private final LongSupplier eventTime;
    private final long[] words = new long[2];
    private ByteText text = new ByteText();
    private boolean parsed;
    private boolean isAddress;

    /**
     * Makes one that holds an empty text.
     *
     * @param eventTime tells the time of the event that the text is from, in milliseconds since 1970; asked only when an
     *     entry that expires was found
     */
    public LookupValue(LongSupplier eventTime) {
        this.eventTime = eventTime;
    }

    /** Points it at a text in lower case, as {@link io.windhover.rules.json.Folding} has it. */
    public void set(ByteText folded) {
        text = folded;
        parsed = false;
    }

    /** The text, in lower case. */
    public ByteText text() {
        return text;
    }

    /** Whether the text is an IP address. */
    public boolean isAddress() {
        if (!parsed) {
            isAddress = IpAddress.parse(text.bytes(), text.from(), text.to(), words);
            parsed = true;
        }
        return isAddress;
    }

    /** The upper 64 bits of the address, if it is one; of IPv4 as mapped IPv6. */
    public long high() {
        return words[0];
    }

    /** The lower 64 bits of the address. */
    public long low() {
        return words[1];
    }

    /** When the event happened, in milliseconds since 1970. */
    public long eventTime() {
        return eventTime.getAsLong();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
