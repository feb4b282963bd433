package io.windhover.detector.triage;

import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many alerts findings would make: triage by the same rules, without Kafka, for findings that are read from files.
 * Not thread-safe.
 *
 * <p>Findings of rules in shadow mode count as if the rule were live; informational ones make no alert. Where findings
 * come far out of their order, the bounds of an episode book may count an alert twice, and so may this estimate's own:
 * it remembers the {@value #MOST_BOOKS} combinations of rule, entity and dedup that were added to last.
 */
public final class AlertEstimate {
    private static final int MOST_BOOKS = 10_000;

    private final Map<String, EpisodeBook> books = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EpisodeBook> eldest) {
            return size() > MOST_BOOKS;
        }
    };

    /**
     * Adds a finding.
     *
     * @return how many more alerts there are now: 1 if it opened one, else 0; negative if it made several alerts one
     */
    public int add(Finding finding) {
        if (finding.getRule().getLevel() == Level.INFORMATIONAL) {
            return 0;
        }
        String key = EpisodeKey.of(finding);
        EpisodeBook before = books.get(key);
        // Nothing expires here: the bound on books does what the store's expiry is for.
        Episodes.Outcome outcome = Episodes.add(before == null ? Episodes.empty() : before, finding, Instant.EPOCH);
        books.put(key, outcome.book());
        return (outcome.opened() == null ? 0 : 1) - outcome.closed().size();
    }
}
