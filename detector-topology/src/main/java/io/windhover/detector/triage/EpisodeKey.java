package io.windhover.detector.triage;

import io.windhover.schemas.Finding;

/** Key of an episode book: entity, rule, state hash and dedup value, each ended by a unit separator. */
final class EpisodeKey {
    private static final char END = '\u001f';

    private EpisodeKey() {}

    static String of(Finding finding) {
        return finding.getEntity()
                + END
                + finding.getRule().getUid()
                + END
                + finding.getRule().getHash()
                + END
                + finding.getDedup();
    }
}
