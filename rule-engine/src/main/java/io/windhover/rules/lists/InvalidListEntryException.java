package io.windhover.rules.lists;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry that cannot stand in a list. The message says why and holds nothing of the entry. */
public final class InvalidListEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final @Nullable String suggestion;

    InvalidListEntryException(String message) {
        this(message, null);
    }

    InvalidListEntryException(String message, @Nullable String suggestion) {
        super(message);
        this.reason = message;
        this.suggestion = suggestion;
    }

    /** The message. */
    public String reason() {
        return reason;
    }

    /** What was perhaps meant; holds something of the entry. */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }
}
