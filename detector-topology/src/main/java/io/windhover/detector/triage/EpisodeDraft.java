package io.windhover.detector.triage;

import io.windhover.detector.lineage.Lineage;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Episode;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Judged;
import io.windhover.schemas.Level;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An episode that is being changed. Whatever is added, the result depends on what was added and not on the order, up to
 * the bounds; only the alert's id and message are those of what came first.
 */
final class EpisodeDraft {
    private static final int MAX_EVIDENCE = 32;
    private static final int MAX_SEEN = 128;
    private static final int MAX_JUDGED = 64;
    private static final int LEAST_WAITING = 128;
    private static final int WAITING_THRESHOLDS = 4;
    private static final Comparator<Evidence> CANONICAL =
            Comparator.comparing(Evidence::getTime).thenComparing(Evidence::getUid);

    private final String uid;
    private final RuleReference rule;
    private final long ruleSetVersion;
    private final String entity;
    private final String dedup;
    private Level level;
    private String message;
    private Map<String, String> context;
    private Span span;
    private Span decided;
    private long count;
    private final TreeMap<String, Evidence> evidence = new TreeMap<>();
    private List<Reason> reasons;
    private List<String> group;
    private List<String> values;
    private AlertStatus status;
    private Verdict verdict;
    private @Nullable String assignee;

    private long reported;
    private boolean changed;
    private boolean held;
    private Instant toldTime;
    private String toldUid;
    private List<Long> seen;
    private final Map<Long, Long> waiting = new LinkedHashMap<>();
    private final Set<Judged> judged;
    private String node;
    private @Nullable String nodeFallback;

    private EpisodeDraft(Alert alert, Episode episode) {
        this.uid = alert.getUid();
        this.rule = alert.getRule();
        this.ruleSetVersion = alert.getRuleSetVersion();
        this.entity = alert.getEntity();
        this.dedup = alert.getDedup();
        this.level = alert.getLevel();
        this.message = alert.getMessage();
        this.context = alert.getContext();
        this.span = Span.of(alert);
        this.decided = Span.decided(episode);
        this.count = alert.getCount();
        alert.getEvidence().forEach(piece -> evidence.put(piece.getUid(), piece));
        this.reasons = alert.getReasons();
        this.group = alert.getGroup();
        this.values = alert.getValues();
        this.status = alert.getStatus();
        this.verdict = alert.getVerdict();
        this.assignee = alert.getAssignee();
        this.reported = episode.getReported();
        this.changed = episode.getChanged();
        this.held = episode.getHeld();
        this.toldTime = episode.getToldTime();
        this.toldUid = episode.getToldUid();
        this.seen = episode.getSeen();
        for (int i = 0; i < episode.getWaiting().size(); i++) {
            // A book of before has no hashes: its matches count, and are not known again.
            long hash = i < episode.getDecided().size() ? episode.getDecided().get(i) : -1L - i;
            waiting.put(hash, episode.getWaiting().get(i));
        }
        this.judged = new LinkedHashSet<>(episode.getJudged());
        this.node = episode.getNode();
        this.nodeFallback = episode.getNodeFallback();
    }

    static EpisodeDraft of(Episode episode) {
        return new EpisodeDraft(episode.getAlert(), episode);
    }

    /** An episode that this finding begins. */
    static EpisodeDraft begunBy(Finding finding) {
        Alert alert = new Alert(
                AlertId.of(finding),
                AlertActivity.UNKNOWN,
                finding.getRule().getLevel(),
                finding.getRule(),
                finding.getRuleSetVersion(),
                finding.getEntity(),
                finding.getDedup(),
                finding.getMessage(),
                finding.getContext(),
                Span.of(finding).first(),
                Span.of(finding).last(),
                0L,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                AlertStatus.NEW,
                Verdict.UNKNOWN,
                null);
        Episode nothing = Episode.newBuilder()
                .setAlert(alert)
                .setFirstDecided(finding.getEvidence().getTime())
                .setLastDecided(finding.getEvidence().getTime())
                .build();
        EpisodeDraft draft = new EpisodeDraft(alert, nothing);
        draft.add(finding);
        return draft;
    }

    /** Adds a finding; what of it was added before changes nothing. */
    void add(Finding finding) {
        Map<String, Evidence> events = new LinkedHashMap<>();
        finding.getRelated().forEach(related -> events.put(related.getUid(), related));
        events.put(finding.getEvidence().getUid(), finding.getEvidence());
        List<Long> fresh = new ArrayList<>();
        for (Evidence event : events.values()) {
            long hash = UidHash.of(event.getUid());
            if (!seen.contains(hash)) {
                fresh.add(hash);
                evidence.put(event.getUid(), event);
            }
        }
        count += fresh.size();
        seen = newest(seen, fresh, MAX_SEEN);
        span = span.with(Span.of(finding));
        decided = decided.with(Span.decided(finding));
        if (reported == 0) {
            wait(finding);
        }
        raise(finding.getRule().getLevel());
        if (!finding.getValues().isEmpty()) {
            judge(new Judged(finding.getGroup(), finding.getValues()));
        }
        Evidence decisive = finding.getEvidence();
        tell(decisive.getTime(), decisive.getUid(), finding.getReasons(), finding.getGroup(), finding.getValues());
    }

    /** Adds an episode that turns out to be the same. */
    void add(Episode other) {
        Alert part = other.getAlert();
        part.getEvidence().forEach(piece -> evidence.put(piece.getUid(), piece));
        Set<Long> known = new HashSet<>(seen);
        List<Long> fresh =
                other.getSeen().stream().filter(hash -> !known.contains(hash)).toList();
        // What both have seen counts once.
        count += part.getCount() - (other.getSeen().size() - fresh.size());
        seen = newest(seen, fresh, MAX_SEEN);
        span = span.with(Span.of(part));
        decided = decided.with(Span.decided(other));
        EpisodeDraft of = EpisodeDraft.of(other);
        if (reported == 0) {
            of.waiting.forEach(waiting::putIfAbsent);
        }
        held |= other.getHeld();
        raise(part.getLevel());
        other.getJudged().forEach(this::judge);
        tell(other.getToldTime(), other.getToldUid(), part.getReasons(), part.getGroup(), part.getValues());
    }

    /** The newest reasons win, in the order of event time and uid. */
    private void tell(Instant time, String by, List<Reason> why, List<String> of, List<String> what) {
        int order = time.compareTo(toldTime);
        if (order > 0 || (order == 0 && by.compareTo(toldUid) >= 0)) {
            changed |= !reasons.equals(why) || !values.equals(what);
            toldTime = time;
            toldUid = by;
            reasons = why;
            group = of;
            values = what;
        }
    }

    private void raise(Level other) {
        if (other.compareTo(level) > 0) {
            level = other;
            changed = true;
            if (Dispositions.isSettled(status, verdict)) {
                // It was judged harmless when it was less grave.
                status = AlertStatus.NEW;
                verdict = Verdict.UNKNOWN;
            }
        }
    }

    private void judge(Judged pair) {
        if (judged.size() < MAX_JUDGED) {
            judged.add(pair);
        }
    }

    private void wait(Finding finding) {
        Evidence decisive = finding.getEvidence();
        waiting.put(UidHash.of(decisive.getUid()), decisive.getTime().toEpochMilli());
    }

    /** Whether as many matches as the rule's threshold stand within one period, and no record was written yet. */
    boolean isDue(RuleReference by) {
        List<Long> times = waiting.values().stream().sorted().toList();
        int threshold = by.getThreshold();
        for (int last = threshold - 1; last < times.size(); last++) {
            if (times.get(last) - times.get(last - threshold + 1) < by.getPeriod()) {
                return reported == 0;
            }
        }
        return false;
    }

    /** Makes it an alert that subscribers know: told as the finding tells it that reached the threshold. */
    void open(Finding finding) {
        message = finding.getMessage();
        context = finding.getContext();
        reported = count;
        changed = false;
        held = false;
        waiting.clear();
        Lineage lineage = Lineage.of(finding.getEvent(), entity);
        node = lineage.node();
        nodeFallback = lineage.fallback();
    }

    /** Keeps it from becoming an alert for now; false where it was kept before. */
    boolean hold() {
        boolean first = !held;
        held = true;
        return first;
    }

    /** Takes what an analyst decided. */
    void decide(Disposition disposition) {
        status = disposition.getStatus() == AlertStatus.UNKNOWN ? status : disposition.getStatus();
        verdict = disposition.getVerdict();
        assignee = disposition.getAssignee();
    }

    /** Everything that has changed is written. */
    void report() {
        reported = count;
        changed = false;
    }

    boolean isReported() {
        return reported > 0;
    }

    Episode episode() {
        List<Map.Entry<Long, Long>> kept = newest(
                waiting.entrySet().stream()
                        .sorted(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .toList(),
                List.of(),
                Math.max(LEAST_WAITING, WAITING_THRESHOLDS * rule.getThreshold()));
        return new Episode(
                alert(),
                decided.first(),
                decided.last(),
                reported,
                seen,
                kept.stream().map(Map.Entry::getValue).toList(),
                kept.stream().map(Map.Entry::getKey).toList(),
                changed,
                held,
                toldTime,
                toldUid,
                List.copyOf(judged),
                node,
                nodeFallback);
    }

    private Alert alert() {
        return new Alert(
                uid,
                AlertActivity.UNKNOWN,
                level,
                rule,
                ruleSetVersion,
                entity,
                dedup,
                message,
                context,
                span.first(),
                span.last(),
                count,
                newest(evidence.values().stream().sorted(CANONICAL).toList(), List.of(), MAX_EVIDENCE),
                null,
                null,
                reasons,
                group,
                values,
                Objects.requireNonNull(status),
                Objects.requireNonNull(verdict),
                assignee);
    }

    private static <T> List<T> newest(List<T> list, List<T> added, int most) {
        List<T> all = new ArrayList<>(list);
        all.addAll(added);
        return all.size() > most ? List.copyOf(all.subList(all.size() - most, all.size())) : all;
    }
}
