package io.windhover.detector.ruleset;

import io.windhover.detector.ruleset.RulesTopic.RuleRecord;
import io.windhover.rules.Compilation;
import io.windhover.rules.ParsedFile;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.RuleMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of the rules topic, and the rule set that it makes: a function of its records and their order alone, so
 * that every detector, and the same one after a restart, comes to the same set.
 *
 * <p>A manifest is refused as a whole if a document that it names is missing or not what its hash says, or if none of
 * its rules can be run; the set before it then stays active. A single document with an error is refused alone: its
 * newest version that an older manifest names and that has no error runs in its place; if no manifest on the topic names
 * one any more, the newest that is still there: publishing leaves it for that.
 *
 * <p>Where signatures are demanded, a record that no trusted key signed changes nothing. Nor does a manifest that is older
 * than the active one, or a tombstone of what the active one needs: neither can be told from an attack. What the active
 * set runs goes on, whatever signed versions are written again: the active manifest once more moves its version and no
 * more, and the last good version of a rule is the one that runs. So the set is a function of the signed records, and of
 * the set that was {@linkplain KeptRules kept} before the topic was read.
 *
 * <p>Not thread-safe: only the thread that follows the topic uses it.
 */
public final class RuleLibrary {
    private final RuleCompiler compiler;
    private final RuleTrust trust;
    private final Map<String, RuleDocument> documents = new LinkedHashMap<>();
    private final Map<String, Long> manifestOffsets = new HashMap<>();
    private final NavigableMap<Long, RuleDocument> manifests = new TreeMap<>();
    private final Map<String, ParsedFile> parsed = new HashMap<>();
    private @Nullable Effective effective;

    /**
     * What the active set stands on.
     *
     * @param manifestKey key of its manifest
     * @param members the documents that the manifest names
     * @param running the documents that run: those without errors, and the last good versions of the others
     * @param documents both, by key, as they were when it became active
     * @param manifest its manifest
     * @param active what judges
     */
    record Effective(
            String manifestKey,
            List<String> members,
            Set<String> running,
            Map<String, RuleDocument> documents,
            RuleDocument manifest,
            ActiveRuleSet active) {
        Effective {
            members = List.copyOf(members);
            running = Set.copyOf(running);
            documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        }

        boolean needs(String key) {
            return manifestKey.equals(key) || documents.containsKey(key);
        }

        long offset() {
            return active.version();
        }

        Effective at(long offset) {
            return new Effective(
                    manifestKey,
                    members,
                    running,
                    documents,
                    manifest,
                    new ActiveRuleSet(offset, active.rules(), active.issues()));
        }
    }

    /** Of what anyone may write. */
    public RuleLibrary(RuleCompiler compiler) {
        this(compiler, RuleTrust.ANYONE);
    }

    /** @param trust whose records count */
    public RuleLibrary(RuleCompiler compiler, RuleTrust trust) {
        this.compiler = compiler;
        this.trust = trust;
    }

    /** The set before any manifest: no rules. */
    public ActiveRuleSet none() {
        return new ActiveRuleSet(-1, compiler.compile(List.of()).ruleSet(), List.of());
    }

    /** What the set that was activated last stands on; empty before the first. */
    Optional<Effective> effective() {
        return Optional.ofNullable(effective);
    }

    /** The records that the active set stands on, its manifest last; none before the first. */
    List<RuleRecord> effectiveRecords() {
        if (effective == null) {
            return List.of();
        }
        Effective set = effective;
        List<RuleRecord> records = new ArrayList<>();
        set.documents().forEach((key, document) -> records.add(new RuleRecord(key, set.offset(), document)));
        records.add(new RuleRecord(set.manifestKey(), set.offset(), set.manifest()));
        return records;
    }

    boolean trusts(RuleRecord record) {
        return trust.vouchesFor(record.key(), record.document());
    }

    /** What a record does that cannot be read. */
    Optional<RuleSetChange> unreadable(long offset) {
        return trust.isDemanded()
                ? disregard(offset, "the record cannot be read, so nothing shows who wrote it")
                : Optional.of(new RuleSetChange.Refused(offset, "the record cannot be read"));
    }

    /** Takes a record; a change is returned only if it was a manifest, or is not trusted. */
    Optional<RuleSetChange> put(String key, RuleDocument document, long offset) {
        if (!trust.vouchesFor(key, document)) {
            return disregard(offset, "the record is not signed by a trusted key, or was altered");
        }
        boolean isManifest = document.getFormat() == RuleFormat.MANIFEST;
        if (isManifest && isOlder(document)) {
            return disregard(
                    offset,
                    "the manifest is older than the active one: somebody wrote it again, or the publisher's clock is"
                            + " behind");
        }
        forget(key);
        if (!isManifest) {
            documents.put(key, document);
            return Optional.empty();
        }
        manifests.put(offset, document);
        manifestOffsets.put(key, offset);
        if (trust.isDemanded() && effective != null && isSame(key, document, effective)) {
            effective = effective.at(offset);
            return Optional.of(new RuleSetChange.Activated(effective.active()));
        }
        RuleSetChange change = activate(key, document, offset);
        forgetUnnamed();
        return Optional.of(change);
    }

    /** What stands before the set that was kept is history: it was told when it was written, if it was not in order then. */
    private Optional<RuleSetChange> disregard(long offset, String reason) {
        return effective != null && offset < effective.offset()
                ? Optional.empty()
                : Optional.of(new RuleSetChange.Disregarded(offset, reason));
    }

    private boolean isOlder(RuleDocument manifest) {
        return trust.isDemanded()
                && effective != null
                && manifest.getPublished().isBefore(effective.manifest().getPublished());
    }

    private static boolean isSame(String key, RuleDocument manifest, Effective set) {
        return key.equals(set.manifestKey())
                && SignedContent.digest(key, manifest).equals(SignedContent.digest(key, set.manifest()));
    }

    /** Takes a tombstone. The active set is not touched: only a manifest changes it. */
    Optional<RuleSetChange> remove(String key, long offset) {
        if (trust.isDemanded() && effective != null && effective.needs(key)) {
            return disregard(offset, "the tombstone would delete what the active rule set needs");
        }
        forget(key);
        return Optional.empty();
    }

    private void forget(String key) {
        documents.remove(key);
        parsed.remove(key);
        Long offset = manifestOffsets.remove(key);
        if (offset != null) {
            manifests.remove(offset);
        }
    }

    private RuleSetChange activate(String key, RuleDocument manifest, long offset) {
        List<String> members = manifest.getMembers();
        if (!manifest.getHash().equals(RuleKeys.hash(members))) {
            return new RuleSetChange.Refused(offset, "the manifest is not what its hash says");
        }
        if (trust.isDemanded() && manifest.getDigests().size() != members.size()) {
            return new RuleSetChange.Refused(offset, "the manifest does not have a digest for each document");
        }
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i);
            if (trust.isDemanded()) {
                takeSigned(member, manifest.getDigests().get(i));
            }
            RuleDocument document = documents.get(member);
            if (document == null) {
                return new RuleSetChange.Refused(offset, "the manifest names " + member + ", which is not there");
            }
            if (!RuleKeys.isIntact(document)) {
                return new RuleSetChange.Refused(offset, member + " is not what its hash says");
            }
            if (trust.isDemanded()
                    && !SignedContent.digest(member, document)
                            .equals(manifest.getDigests().get(i))) {
                return new RuleSetChange.Refused(offset, member + " is another than the manifest was signed for");
            }
        }
        return compile(key, manifest, offset);
    }

    /** The document of the active set in the place of another signed one of this name, if it is the one that is meant. */
    private void takeSigned(String key, String digest) {
        RuleDocument standing = documents.get(key);
        RuleDocument active = effective == null ? null : effective.documents().get(key);
        if (active != null
                && (standing == null || !SignedContent.digest(key, standing).equals(digest))
                && SignedContent.digest(key, active).equals(digest)) {
            take(key, active);
        }
    }

    private void take(String key, RuleDocument document) {
        documents.put(key, document);
        parsed.remove(key);
    }

    private RuleSetChange compile(String manifestKey, RuleDocument manifest, long offset) {
        List<String> members = manifest.getMembers();
        List<String> written =
                members.stream().filter(key -> isRun(documents.get(key))).toList();
        Compilation compilation = compile(written);
        Set<Issue> issues = new LinkedHashSet<>(compilation.issues());
        List<String> running = withLastGood(written, compilation.issues(), offset);
        if (!running.equals(written)) {
            compilation = compile(running);
            issues.removeIf(issue -> !issue.isError());
            issues.addAll(compilation.issues());
        }
        if (compilation.ruleSet().rules().isEmpty() && !written.isEmpty()) {
            return new RuleSetChange.Refused(offset, "none of the manifest's rules can be run: " + first(issues));
        }
        Map<String, RuleDocument> needed = new LinkedHashMap<>();
        Stream.concat(running.stream(), members.stream())
                .forEach(key -> needed.put(key, Objects.requireNonNull(documents.get(key), key)));
        ActiveRuleSet active = new ActiveRuleSet(offset, compilation.ruleSet(), List.copyOf(issues));
        effective = new Effective(manifestKey, members, new HashSet<>(running), needed, manifest, active);
        return new RuleSetChange.Activated(active);
    }

    private Compilation compile(List<String> keys) {
        return compiler.compile(keys.stream().map(this::parse).toList());
    }

    private static boolean isRun(@Nullable RuleDocument document) {
        return document != null && document.getFormat() == RuleFormat.SIGMA && document.getMode() != RuleMode.OFF;
    }

    /** The last good version in the place of each document with an error, where there is one. */
    private List<String> withLastGood(List<String> keys, List<Issue> issues, long offset) {
        Set<String> refused = new HashSet<>();
        issues.stream().filter(Issue::isError).map(Issue::file).forEach(refused::add);
        Set<String> taken = new HashSet<>(keys);
        List<String> running = new ArrayList<>();
        for (String key : keys) {
            Optional<String> good =
                    refused.contains(parse(key).name()) ? lastGood(key, taken, offset) : Optional.empty();
            good.ifPresent(taken::add);
            running.add(good.orElse(key));
        }
        return running;
    }

    private Optional<String> lastGood(String key, Set<String> taken, long before) {
        String ruleId = RuleKeys.ruleId(key);
        List<String> runs = trust.isDemanded() ? running(ruleId, taken) : List.of();
        List<String> newestFirst = new ArrayList<>(documents.keySet());
        Collections.reverse(newestFirst);
        Stream<String> named = manifests.headMap(before, false).descendingMap().values().stream()
                .flatMap(manifest -> manifest.getMembers().stream());
        return Stream.of(runs.stream(), named, newestFirst.stream())
                .flatMap(candidates -> candidates)
                .filter(other ->
                        !taken.contains(other) && RuleKeys.ruleId(other).equals(ruleId))
                .filter(this::isIntactAndRun)
                .filter(other -> parse(other).issues().stream().noneMatch(Issue::isError))
                .findFirst();
    }

    /** What the active set runs of a rule; another signed document under the same name makes way for it. */
    private List<String> running(String ruleId, Set<String> taken) {
        if (effective == null) {
            return List.of();
        }
        Effective set = effective;
        List<String> keys = set.running().stream()
                .filter(key -> !taken.contains(key) && RuleKeys.ruleId(key).equals(ruleId))
                .sorted()
                .toList();
        keys.forEach(key -> take(key, Objects.requireNonNull(set.documents().get(key), key)));
        return keys;
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

    private static String first(Collection<Issue> issues) {
        return issues.stream()
                .filter(Issue::isError)
                .findFirst()
                .map(Issue::toString)
                .orElse("all off");
    }
}
