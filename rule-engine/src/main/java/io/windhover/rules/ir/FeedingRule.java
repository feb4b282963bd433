package io.windhover.rules.ir;

import java.util.List;

/** A rule with what it tells stateful ones. */
public record FeedingRule(Rule rule, List<Feed> feeds) {
    public FeedingRule {
        feeds = List.copyOf(feeds);
    }
}
