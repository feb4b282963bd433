package io.windhover.rules.lists;

import io.windhover.schemas.ListEntry;
import io.windhover.schemas.ListEntryKind;

/**
 * What tells entries apart: two with the same key are versions of one. The source belongs to it, so that of two sources
 * that list the same value each can take its own entry out and leave the other's.
 *
 * @param list the list's name
 * @param value what stands in it
 * @param source who says so; empty for nobody in particular
 */
public record ListKey(String list, ListValue value, String source) {
    private static final char SEPARATOR = '\t';
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_SOURCE = 256;
    private static final int MOST_CONFIDENCE = 100;

    /**
     * The key of an entry.
     *
     * @throws InvalidListEntryException if the entry cannot stand in a list
     */
    public static ListKey of(ListEntry entry) throws InvalidListEntryException {
        ListKey key = of(entry.getList(), entry.getValue(), entry.getSource());
        if (entry.getKind() != ListEntryKind.UNKNOWN && entry.getKind() != key.value.kind()) {
            throw new InvalidListEntryException("The value is not of the kind that the entry says.");
        }
        Integer confidence = entry.getConfidence();
        if (confidence != null && (confidence < 0 || confidence > MOST_CONFIDENCE)) {
            throw new InvalidListEntryException("The confidence must be 0 to " + MOST_CONFIDENCE + ".");
        }
        return key;
    }

    /**
     * A key of its parts as their author wrote them.
     *
     * @throws InvalidListEntryException if no such entry can stand in a list
     */
    public static ListKey of(String list, String value, String source) throws InvalidListEntryException {
        require(list, LONGEST_NAME, "name of a list");
        require(source, LONGEST_SOURCE, "source");
        if (list.isBlank()) {
            throw new InvalidListEntryException("The name of a list must not be empty.");
        }
        return new ListKey(list, ListValue.parse(value), source);
    }

    /**
     * Reads the text of a record's key.
     *
     * @throws InvalidListEntryException if it is not as {@link #toString} writes it
     */
    public static ListKey parse(String text) throws InvalidListEntryException {
        String[] parts = text.split(String.valueOf(SEPARATOR), -1);
        boolean complete = parts.length == 2 || (parts.length == 3 && !parts[2].isEmpty());
        ListKey key = complete ? of(parts[0], parts[1], parts.length == 3 ? parts[2] : "") : null;
        if (key == null || !key.toString().equals(text)) {
            throw new InvalidListEntryException("The key is not list, value in its canonical form and source.");
        }
        return key;
    }

    /** The key of the entry's record: list, canonical value and, where there is one, source, separated by tabs. */
    @Override
    public String toString() {
        return list + SEPARATOR + value.canonical() + (source.isEmpty() ? "" : SEPARATOR + source);
    }

    private static void require(String text, int longest, String what) throws InvalidListEntryException {
        if (text.length() > longest) {
            throw new InvalidListEntryException("The " + what + " is longer than " + longest + " characters.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidListEntryException("The " + what + " has a control character.");
        }
    }
}
