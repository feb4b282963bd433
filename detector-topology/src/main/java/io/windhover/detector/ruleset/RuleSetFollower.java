package io.windhover.detector.ruleset;

import io.windhover.detector.compacted.Follower;
import io.windhover.schemas.RuleDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rules topic: swaps the active rule set at each manifest. A record that cannot be read is refused, and the
 * active set stays.
 *
 * <p>Who can write to the topic decides how many records are disregarded, so only the first of them are logged one by one.
 */
public final class RuleSetFollower implements Follower<RuleDocument> {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSetFollower.class);

    /** After so many disregarded records, only every so many-th is logged. */
    private static final int LOGGED = 100;

    private final RuleLibrary library;
    private final ActiveRules active;
    private long disregarded;

    /**
     * Makes a follower.
     *
     * @param library keeps the topic's content
     * @param active takes the changes
     */
    public RuleSetFollower(RuleLibrary library, ActiveRules active) {
        this.library = library;
        this.active = active;
    }

    @Override
    public void put(String key, RuleDocument document, long offset) {
        library.put(key, document, offset).ifPresent(this::take);
    }

    @Override
    public void remove(String key, long offset) {
        library.remove(key, offset).ifPresent(this::take);
    }

    @Override
    public void refuse(String key, long offset, RuntimeException cause) {
        library.unreadable(offset).ifPresent(change -> take(change, cause));
    }

    private void take(RuleSetChange change) {
        take(change, null);
    }

    private void take(RuleSetChange change, @Nullable Throwable cause) {
        if (change instanceof RuleSetChange.Refused refused) {
            refuse(refused, cause);
        } else if (change instanceof RuleSetChange.Activated activated) {
            activate(activated);
        } else if (change instanceof RuleSetChange.Disregarded ignored) {
            disregard(ignored, cause);
        }
    }

    private void activate(RuleSetChange.Activated activated) {
        ActiveRuleSet set = activated.active();
        active.apply(activated);
        LOG.atInfo()
                .addKeyValue("version", set.version())
                .addKeyValue("rules", set.rules().rules().size())
                .addKeyValue(
                        "refused",
                        set.issues().stream().filter(issue -> issue.isError()).count())
                .log("rule set active");
        set.issues().stream()
                .filter(issue -> issue.isError())
                .forEach(issue -> LOG.atWarn().addKeyValue("issue", issue).log("rule refused"));
    }

    private void disregard(RuleSetChange.Disregarded change, @Nullable Throwable cause) {
        active.apply(change);
        disregarded++;
        if (disregarded > LOGGED && disregarded % LOGGED != 0) {
            return;
        }
        LOG.atError()
                .addKeyValue("offset", change.version())
                .addKeyValue("reason", change.reason())
                .addKeyValue("cause", cause == null ? "-" : cause.getClass().getSimpleName())
                .addKeyValue("disregarded", disregarded)
                .addKeyValue("active", active.current().version())
                .log("record of the rules topic disregarded, the active rule set stays");
    }

    private void refuse(RuleSetChange.Refused refused, @Nullable Throwable cause) {
        active.apply(refused);
        LOG.atError()
                .addKeyValue("version", refused.version())
                .addKeyValue("reason", refused.reason())
                .addKeyValue("cause", cause == null ? "-" : cause.getClass().getSimpleName())
                .addKeyValue("active", active.current().version())
                .log("rule set refused, the one before stays active");
    }
}
