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
            RuleCompiler compiler) {
        RuleLibrary library = new RuleLibrary(compiler);
        before.replay(library);
        List<Effective> neededBy = new ArrayList<>();
        library.effective().ifPresent(neededBy::add);

        RuleRelease release = RuleRelease.of(named(rules, before, library.effective()), owner, commit, published);
        Map<String, RuleDocument> there = before.documents();
        Map<String, RuleDocument> written = new LinkedHashMap<>();
        release.documents().forEach((key, document) -> {
            RuleDocument old = there.get(key);
            if (old == null || !RuleKeys.isIntact(old)) {
                written.put(key, document);
                library.put(key, document, 0);
            }
        });
        Optional<RuleSetChange> change = library.put(release.manifestKey(), release.manifest(), Long.MAX_VALUE);
        library.effective().ifPresent(neededBy::add);
        // A document that moves behind the manifests that name it takes them out of use: only for a set that runs.
        if (change.orElseThrow() instanceof RuleSetChange.Activated) {
            release.documents().forEach((key, document) -> {
                RuleDocument old = there.get(key);
                if (old != null && !hasSameSource(old, document)) {
                    written.put(key, document);
                }
            });
        }
        return new RuleUpdate(release, written, stale(before, release, neededBy));
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
