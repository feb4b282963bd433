package io.windhover.detector.triage;

import io.windhover.schemas.Finding;

/** Key of an episode book: entity, rule, state hash and dedup value, with a unit separator between them. */
final class EpisodeKey {
    private static final char END = '\u001f';

    private EpisodeKey() {}

    static String of(Finding finding) {
        return prefix(finding.getEntity())
                + finding.getRule().getUid()
                + END
                + finding.getRule().getHash()
                + END
                + finding.getDedup();
    }

    /** What the keys of all books about an entity begin with. */
    static String prefix(String entity) {
        return entity + END;
    }
}
