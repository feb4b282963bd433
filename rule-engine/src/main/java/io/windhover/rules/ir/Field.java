package io.windhover.rules.ir;

/**
 * A field as a rule names it: with prefix {@code ocsf.} or {@code entity.} normalised, else the log's own or an alias.
 *
 * @param name exactly as written
 */
public record Field(String name) {
    /** Whether its values come from the normalised event. */
    public boolean isNormalised() {
        return name.startsWith("ocsf.") || name.startsWith("entity.");
    }

    @Override
    public String toString() {
        return name;
    }
}
