package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.RuleMode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule set in the form in which it stands on the rules topic.
 *
 * @param documents by key, in the order of the set
 * @param manifestKey key of the manifest
 * @param manifest names the documents
 */
public record RuleRelease(Map<String, RuleDocument> documents, String manifestKey, RuleDocument manifest) {
    public RuleRelease {
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    }

    /**
     * A file to release.
     *
     * @param ruleId id of the first rule in it: stays the same when its text changes
     * @param origin its path relative to the published folder
     * @param text its content
     * @param refused whether it has an error, so that {@code ruleId} is a guess
     */
    public record RuleText(String ruleId, String origin, String text, boolean refused) {
        /** A file without errors. */
        public RuleText(String ruleId, String origin, String text) {
            this(ruleId, origin, text, false);
        }
    }

    /**
     * Makes a release.
     *
     * @param rules the whole set
     * @param owner who answers for it, or null
     * @param commit revision it comes from, or null
     * @param published now
     */
    public static RuleRelease of(
            List<RuleText> rules, @Nullable String owner, @Nullable String commit, Instant published) {
        Map<String, RuleDocument> documents = new LinkedHashMap<>();
        for (RuleText rule : rules) {
            String hash = RuleKeys.hash(rule.text());
            documents.put(
                    RuleKeys.ofDocument(rule.ruleId(), hash),
                    new RuleDocument(
                            RuleFormat.SIGMA,
                            rule.text(),
                            hash,
                            RuleMode.LIVE,
                            owner,
                            rule.origin(),
                            commit,
                            List.of(),
                            published,
                            List.of(),
                            null));
        }
        List<String> members = List.copyOf(documents.keySet());
        String hash = RuleKeys.hash(members);
        RuleDocument manifest = new RuleDocument(
                RuleFormat.MANIFEST, "", hash, RuleMode.LIVE, owner, null, commit, members, published, List.of(), null);
        return new RuleRelease(documents, RuleKeys.ofManifest(hash), manifest);
    }
}
