package io.windhover.detector.ruleset;

import io.windhover.detector.ruleset.RuleLibrary.Effective;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.ruleset.RulesTopic.RuleRecord;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written so that a topic comes to hold a release and all that it still stands on.
 *
 * @param release the new set
 * @param written its documents that the topic lacks or holds damaged, or from another file
 * @param stale keys that nothing needs any more
 */
record RuleUpdate(RuleRelease release, Map<String, RuleDocument> written, List<String> stale) {
    /** Manifests that stay on the topic, so that a detector that refuses the newest finds a good one after a restart. */
    static final int KEPT_MANIFESTS = 8;

    /** Compiles what stands there and the release as a detector does. */
    static RuleUpdate of(
            RulesTopic before,
            List<RuleText> rules,
            @Nullable String owner,
            @Nullable String commit,
            Instant published,
            RuleCompiler compiler,
            RuleSigner signer) {
        RulesTopic trusted = before.of(signer);
        RuleLibrary library = new RuleLibrary(compiler, signer);
        trusted.replay(library);
        List<Effective> neededBy = new ArrayList<>();
        library.effective().ifPresent(neededBy::add);

        RuleRelease release = RuleRelease.of(named(rules, trusted, library.effective()), owner, commit, published);
        Map<String, RuleDocument> there = trusted.documents();
        Map<String, RuleDocument> documents = new LinkedHashMap<>();
        Map<String, RuleDocument> written = new LinkedHashMap<>();
        Map<String, RuleDocument> moved = new LinkedHashMap<>();
        release.documents().forEach((key, document) -> {
            RuleDocument old = there.get(key);
            RuleDocument signed = signer.sign(key, document);
            if (old == null || !RuleKeys.isIntact(old)) {
                written.put(key, signed);
            } else if (!hasSameSource(old, document)) {
                moved.put(key, signed);
            } else {
                documents.put(key, old);
                signer.signedAnew(key, old).ifPresent(again -> moved.put(key, again));
            }
        });
        written.forEach((key, document) -> library.put(key, document, 0));
        moved.forEach((key, document) -> library.put(key, document, 0));
        documents.putAll(written);
        documents.putAll(moved);
        RuleDocument manifest = signer.sign(release.manifestKey(), release.manifest(), documents, trusted);
        release = new RuleRelease(release.documents(), release.manifestKey(), manifest);

        Optional<RuleSetChange> change = library.put(release.manifestKey(), manifest, Long.MAX_VALUE);
        library.effective().ifPresent(neededBy::add);
        if (!(change.orElseThrow() instanceof RuleSetChange.Activated)) {
            // A document that moves behind the manifests that name it takes them out of use: only for a set that runs.
            // What nobody vouches for may be all that detectors run that do not demand it.
            return new RuleUpdate(release, written, stale(trusted, release, neededBy));
        }
        written.putAll(moved);
        List<String> stale = new ArrayList<>(stale(trusted, release, neededBy));
        Set<String> known = new HashSet<>(release.documents().keySet());
        known.add(release.manifestKey());
        trusted.records().forEach(record -> known.add(record.key()));
        before.records().stream()
                .map(RuleRecord::key)
                .filter(key -> !known.contains(key))
                .forEach(stale::add);
        return new RuleUpdate(release, written, stale);
    }

    private static boolean hasSameSource(RuleDocument old, RuleDocument document) {
        return old.getFormat() == document.getFormat()
                && old.getMode() == document.getMode()
                && Objects.equals(old.getOrigin(), document.getOrigin());
    }

    /** A file with errors may not tell its rule's id: what was published from the same file before does. */
    private static List<RuleText> named(List<RuleText> rules, RulesTopic before, Optional<Effective> effective) {
        Map<String, String> idByOrigin = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        before.documents().forEach((key, document) -> {
            known.add(RuleKeys.ruleId(key));
            if (document.getOrigin() != null) {
                idByOrigin.put(document.getOrigin(), RuleKeys.ruleId(key));
            }
        });
        // What runs knows better than what was refused.
        effective.ifPresent(set -> before.documents().forEach((key, document) -> {
            if (set.running().contains(key) && document.getOrigin() != null) {
                idByOrigin.put(document.getOrigin(), RuleKeys.ruleId(key));
            }
        }));
        Set<String> taken = rules.stream()
                .filter(rule -> !rule.refused())
                .map(RuleText::ruleId)
                .collect(Collectors.toSet());
        return rules.stream()
                .map(rule -> {
                    String inherited = idByOrigin.get(rule.origin());
                    boolean tells = !rule.refused()
                            || (known.contains(rule.ruleId()) && !rule.ruleId().equals(rule.origin()));
                    return tells || inherited == null || taken.contains(inherited)
                            ? rule
                            : new RuleText(inherited, rule.origin(), rule.text(), true);
                })
                .toList();
    }

    /** Old manifests, and documents that only they name and that do not run in the place of a refused one. */
    private static List<String> stale(RulesTopic before, RuleRelease release, List<Effective> neededBy) {
        Set<String> kept = new HashSet<>(release.documents().keySet());
        kept.add(release.manifestKey());
        neededBy.forEach(set -> {
            kept.add(set.manifestKey());
            kept.addAll(set.members());
            kept.addAll(set.running());
        });
        List<RuleRecord> others = before.manifests().stream()
                .filter(manifest -> !manifest.key().equals(release.manifestKey()))
                .toList();
        others.subList(Math.max(0, others.size() - KEPT_MANIFESTS), others.size())
                .forEach(manifest -> {
                    kept.add(manifest.key());
                    kept.addAll(manifest.document().getMembers());
                });
        return before.records().stream()
                .map(RuleRecord::key)
                .filter(key -> !kept.contains(key))
                .toList();
    }
}
