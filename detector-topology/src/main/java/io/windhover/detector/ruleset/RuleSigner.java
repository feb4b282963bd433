package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher signs, and whose records it takes for rules: those that the detectors trust, and its own.
 *
 * @param key null for one that does not sign
 * @param detectors whom detectors trust, as far as the publisher knows
 */
public record RuleSigner(@Nullable SigningKey key, RuleTrust detectors) implements RuleTrust {
    /** Does not sign. */
    public static final RuleSigner NONE = new RuleSigner(null, RuleTrust.ANYONE);

    /** Whether detectors take what this one publishes. */
    public boolean isTrusted() {
        if (!detectors.isDemanded()) {
            return true;
        }
        RuleDocument probe =
                RuleRelease.of(List.of(), null, null, Instant.EPOCH).manifest();
        return detectors.vouchesFor("probe", key == null ? probe : key.sign("probe", probe));
    }

    @Override
    public boolean isDemanded() {
        return key != null;
    }

    @Override
    public boolean vouchesFor(String recordKey, RuleDocument document) {
        return key == null
                || key.signed(recordKey, document)
                || (detectors.isDemanded() && detectors.vouchesFor(recordKey, document));
    }

    /** The document as it has to stand on the topic, where the same stands there already but for who signed it. */
    Optional<RuleDocument> signedAnew(String recordKey, RuleDocument standing) {
        return key == null || key.signed(recordKey, standing)
                ? Optional.empty()
                : Optional.of(key.sign(recordKey, standing));
    }

    RuleDocument sign(String recordKey, RuleDocument document) {
        return key == null ? document : key.sign(recordKey, document);
    }

    /**
     * The manifest with the digests of its documents, later than every manifest before it: the one that was written last
     * need not be the newest, since anyone can write an older one again.
     *
     * @param documents as they will stand on the topic
     * @param before what this one takes for rules on the topic
     */
    RuleDocument sign(
            String manifestKey, RuleDocument manifest, Map<String, RuleDocument> documents, RulesTopic before) {
        if (key == null) {
            return manifest;
        }
        List<String> digests = new ArrayList<>();
        for (String member : manifest.getMembers()) {
            digests.add(SignedContent.digest(member, Objects.requireNonNull(documents.get(member), member)));
        }
        Instant next = before.manifests().stream()
                .map(record -> record.document().getPublished().plusMillis(1))
                .max(Comparator.naturalOrder())
                .filter(manifest.getPublished()::isBefore)
                .orElse(manifest.getPublished());
        return key.sign(
                manifestKey,
                RuleDocument.newBuilder(manifest)
                        .setDigests(digests)
                        .setPublished(next)
                        .build());
    }
}
