package io.windhover.detector.ruleset;

/** What a record of the rules topic did to the rule set. */
public sealed interface RuleSetChange {
    /** Offset of the record. */
    long version();

    /** A manifest made a new set active. */
    record Activated(ActiveRuleSet active) implements RuleSetChange {
        @Override
        public long version() {
            return active.version();
        }
    }

    /**
     * A record was refused, and the set before it stays active.
     *
     * @param reason one line for the operator, without the record's content
     */
    record Refused(long version, String reason) implements RuleSetChange {}

    /**
     * A record changes nothing, since no trusted key vouches for it: it is not signed, was altered, is an older manifest
     * than the active one, or deletes what the active one needs.
     *
     * @param reason one line for the operator, without anything of the record
     */
    record Disregarded(long version, String reason) implements RuleSetChange {}
}
