package io.windhover.rules.state;

import java.time.Instant;
import java.util.List;

/**
 * The risk of an entity at one time.
 *
 * @param at that time, to within a step
 * @param score points, decayed until then
 * @param tactics of the alerts behind it, in ATT&CK's order
 * @param parts what each rule adds, a rule once for each span in which it alerted
 */
public record RiskVerdict(Instant at, double score, List<RiskTactic> tactics, List<Part> parts) {
    public RiskVerdict {
        tactics = List.copyOf(tactics);
        parts = List.copyOf(parts);
    }

    /**
     * What a rule adds.
     *
     * @param rule its hash
     * @param points decayed
     */
    public record Part(long rule, double points) {}
}
