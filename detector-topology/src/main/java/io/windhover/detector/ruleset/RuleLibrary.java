package io.windhover.detector.ruleset;

import io.windhover.rules.Compilation;
import io.windhover.rules.ParsedFile;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.RuleMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of the rules topic, and the rule set that it makes: a function of its records and their order alone, so
 * that every detector, and the same one after a restart, comes to the same set.
 *
 * <p>A manifest is refused as a whole if a document that it names is missing or not what its hash says, or if none of
 * its rules can be run; the set before it then stays active. A single document with an error is refused alone: its
 * newest version that an older manifest names and that has no error runs in its place. Not thread-safe:
 * only the thread that follows the topic uses it.
 */
public final class RuleLibrary {
    private final RuleCompiler compiler;
    private final Map<String, RuleDocument> documents = new HashMap<>();
    private final Map<String, Long> manifestOffsets = new HashMap<>();
    private final NavigableMap<Long, RuleDocument> manifests = new TreeMap<>();
    private final Map<String, ParsedFile> parsed = new HashMap<>();

    public RuleLibrary(RuleCompiler compiler) {
        this.compiler = compiler;
    }

    /** The set before any manifest: no rules. */
    public ActiveRuleSet none() {
        return new ActiveRuleSet(-1, compiler.compile(List.of()).ruleSet(), List.of());
    }

    /** Takes a record; a change is returned only if it was a manifest. */
    Optional<RuleSetChange> put(String key, RuleDocument document, long offset) {
        remove(key);
        if (document.getFormat() != RuleFormat.MANIFEST) {
            documents.put(key, document);
            return Optional.empty();
        }
        manifests.put(offset, document);
        manifestOffsets.put(key, offset);
        RuleSetChange change = activate(document, offset);
        forgetUnnamed();
        return Optional.of(change);
    }

    /** Takes a tombstone. The active set is not touched: only a manifest changes it. */
    void remove(String key) {
        documents.remove(key);
        parsed.remove(key);
        Long offset = manifestOffsets.remove(key);
        if (offset != null) {
            manifests.remove(offset);
        }
    }

    private RuleSetChange activate(RuleDocument manifest, long offset) {
        List<String> members = manifest.getMembers();
        if (!manifest.getHash().equals(RuleKeys.hash(members))) {
            return new RuleSetChange.Refused(offset, "the manifest is not what its hash says");
        }
        for (String member : members) {
            RuleDocument document = documents.get(member);
            if (document == null) {
                return new RuleSetChange.Refused(offset, "the manifest names " + member + ", which is not there");
            }
            if (!RuleKeys.isIntact(document)) {
                return new RuleSetChange.Refused(offset, member + " is not what its hash says");
            }
        }
        return compile(members, offset);
    }

    private RuleSetChange compile(List<String> members, long offset) {
        Map<String, ParsedFile> files = new LinkedHashMap<>();
        members.stream()
                .filter(member -> isRun(documents.get(member)))
                .forEach(member -> files.put(member, parse(member)));
        Compilation compilation = compiler.compile(files.values());
        List<Issue> issues = compilation.issues();
        if (replaceRefused(files, issues, offset)) {
            compilation = compiler.compile(files.values());
        }
        if (compilation.ruleSet().rules().isEmpty() && !files.isEmpty()) {
            return new RuleSetChange.Refused(offset, "none of the manifest's rules can be run: " + first(issues));
        }
        return new RuleSetChange.Activated(new ActiveRuleSet(offset, compilation.ruleSet(), issues));
    }

    private static boolean isRun(@Nullable RuleDocument document) {
        return document != null && document.getFormat() == RuleFormat.SIGMA && document.getMode() != RuleMode.OFF;
    }

    /** Puts the last good version in the place of each document with an error; true if there was one to put. */
    private boolean replaceRefused(Map<String, ParsedFile> files, Collection<Issue> issues, long offset) {
        Set<String> refused = new HashSet<>();
        issues.stream().filter(Issue::isError).map(Issue::file).forEach(refused::add);
        boolean replaced = false;
        for (Map.Entry<String, ParsedFile> entry : files.entrySet()) {
            if (refused.contains(entry.getValue().name())) {
                Optional<String> good = lastGood(entry.getKey(), offset);
                if (good.isPresent()) {
                    entry.setValue(parse(good.get()));
                    replaced = true;
                }
            }
        }
        return replaced;
    }

    private Optional<String> lastGood(String key, long before) {
        String ruleId = RuleKeys.ruleId(key);
        return manifests.headMap(before, false).descendingMap().values().stream()
                .flatMap(manifest -> manifest.getMembers().stream())
                .filter(member -> !member.equals(key) && RuleKeys.ruleId(member).equals(ruleId))
                .filter(this::isIntactAndRun)
                .filter(member -> parse(member).issues().stream().noneMatch(Issue::isError))
                .findFirst();
    }

    private boolean isIntactAndRun(String key) {
        RuleDocument document = documents.get(key);
        return document != null && isRun(document) && RuleKeys.isIntact(document);
    }

    private ParsedFile parse(String key) {
        return parsed.computeIfAbsent(key, k -> {
            RuleDocument document = Objects.requireNonNull(documents.get(k), k);
            String origin = document.getOrigin() == null ? RuleKeys.ruleId(k) : document.getOrigin();
            return compiler.parse(new SourceFile(origin, document.getText())).limitedTo(document.getMode());
        });
    }

    /** What no manifest names any more need not be kept in its parsed form. */
    private void forgetUnnamed() {
        Set<String> named = new HashSet<>();
        manifests.values().forEach(manifest -> named.addAll(manifest.getMembers()));
        parsed.keySet().retainAll(named);
    }

    private static String first(List<Issue> issues) {
        return issues.stream()
                .filter(Issue::isError)
                .findFirst()
                .map(Issue::toString)
                .orElse("all off");
    }
}
