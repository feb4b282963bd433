package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;

/** Whose records of the rules topic count. */
public interface RuleTrust {
    /** Everybody's who can write to the topic. */
    RuleTrust ANYONE = new RuleTrust() {
        @Override
        public boolean isDemanded() {
            return false;
        }

        @Override
        public boolean vouchesFor(String key, RuleDocument document) {
            return true;
        }
    };

    /** Whether records have to be signed at all. */
    boolean isDemanded();

    /** Whether somebody who is trusted signed the document, under this very key of the topic. */
    boolean vouchesFor(String key, RuleDocument document);
}
