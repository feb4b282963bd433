package io.windhover.detector.triage;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Episode;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds findings of one rule about one entity into episodes.
 *
 * <p>A finding belongs to an episode if its event time stands within the rule's period of the episode's first or last
 * event, and the episode stays no longer than {@link #LONGEST}. So a cause that keeps repeating is one alert for as long
 * as it repeats, and late or reordered events find their place by their own time. Where a late event stands within the
 * period of two episodes, it counts in the earlier one: both alerts exist already.
 *
 * <p>A rule with a threshold is an alert only once that many matches stand within one period of each other.
 *
 * <p>Pure: no clock, no store; every method returns a new book.
 */
final class Episodes {
    /** An episode that lasts longer is continued by a new one, so that no alert is silent for ever. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final int MAX_EPISODES = 16;
    private static final int MAX_EVIDENCE = 32;
    private static final int MAX_SEEN = 128;
    private static final int LEAST_WAITING = 128;
    private static final long WAITING_THRESHOLDS = 4;
    private static final Comparator<Evidence> CANONICAL =
            Comparator.comparing(Evidence::getTime).thenComparing(Evidence::getUid);

    private Episodes() {}

    /**
     * What a finding did to its book.
     *
     * @param book the book after it
     * @param opened the alert that the finding opened, with its event; null if it opened none
     * @param grown whether an alert that was written before has a higher count now
     */
    record Outcome(EpisodeBook book, @Nullable Alert opened, boolean grown) {}

    static EpisodeBook empty() {
        return new EpisodeBook(Instant.EPOCH, List.of());
    }

    /** Adds a finding; one whose event an episode has seen changes nothing but the expiry. */
    static Outcome add(EpisodeBook book, Finding finding, Instant expires) {
        List<Episode> episodes = new ArrayList<>(book.getEpisodes());
        long uidHash = UidHash.of(finding.getEvidence().getUid());
        if (episodes.stream().anyMatch(episode -> episode.getSeen().contains(uidHash))) {
            return new Outcome(new EpisodeBook(expires, episodes), null, false);
        }
        int at = indexOf(episodes, finding);
        Episode before = at >= 0 ? episodes.remove(at) : null;
        Alert alert = before == null ? open(finding) : grow(before.getAlert(), finding);
        long reported = before == null ? 0 : before.getReported();
        List<Long> waiting = reported > 0 ? List.of() : wait(before, finding);
        boolean opens = reported == 0 && isReached(waiting, finding.getRule());
        Episode after = new Episode(
                alert,
                opens ? alert.getCount() : reported,
                remember(before == null ? List.of() : before.getSeen(), uidHash),
                opens ? List.of() : waiting);
        insert(episodes, after);
        return new Outcome(
                new EpisodeBook(expires, episodes),
                opens ? Alerts.created(alert, finding.getEvent()) : null,
                reported > 0);
    }

    /** The alerts that have grown since they were written, as updates. */
    static List<Alert> updates(EpisodeBook book) {
        return book.getEpisodes().stream()
                .filter(Episodes::hasGrown)
                .map(episode -> Alerts.with(episode.getAlert(), AlertActivity.UPDATE, null))
                .toList();
    }

    /** The book once those updates are written. */
    static EpisodeBook reported(EpisodeBook book) {
        List<Episode> episodes = book.getEpisodes().stream()
                .map(episode -> hasGrown(episode)
                        ? new Episode(episode.getAlert(), episode.getAlert().getCount(), episode.getSeen(), List.of())
                        : episode)
                .toList();
        return new EpisodeBook(book.getExpires(), episodes);
    }

    private static boolean hasGrown(Episode episode) {
        return episode.getReported() > 0 && episode.getAlert().getCount() > episode.getReported();
    }

    private static int indexOf(List<Episode> episodes, Finding finding) {
        Instant time = finding.getEvidence().getTime();
        Duration period = Duration.ofMillis(finding.getRule().getPeriod());
        for (int i = 0; i < episodes.size(); i++) {
            Alert alert = episodes.get(i).getAlert();
            boolean near = time.isAfter(alert.getFirstTime().minus(period))
                    && time.isBefore(alert.getLastTime().plus(period));
            Duration span = Duration.between(earlier(alert.getFirstTime(), time), later(alert.getLastTime(), time));
            if (near && span.compareTo(LONGEST) <= 0) {
                return i;
            }
        }
        return -1;
    }

    private static Alert open(Finding finding) {
        Evidence evidence = finding.getEvidence();
        return new Alert(
                AlertId.of(finding),
                AlertActivity.UNKNOWN,
                finding.getRule().getLevel(),
                finding.getRule(),
                finding.getRuleSetVersion(),
                finding.getEntity(),
                finding.getDedup(),
                finding.getMessage(),
                finding.getContext(),
                evidence.getTime(),
                evidence.getTime(),
                1L,
                List.of(evidence),
                null);
    }

    private static Alert grow(Alert alert, Finding finding) {
        Evidence evidence = finding.getEvidence();
        return new Alert(
                alert.getUid(),
                alert.getActivity(),
                graver(alert.getLevel(), finding.getRule().getLevel()),
                alert.getRule(),
                alert.getRuleSetVersion(),
                alert.getEntity(),
                alert.getDedup(),
                alert.getMessage(),
                alert.getContext(),
                earlier(alert.getFirstTime(), evidence.getTime()),
                later(alert.getLastTime(), evidence.getTime()),
                alert.getCount() + 1,
                newest(alert.getEvidence(), evidence),
                null);
    }

    /** Event times of an episode without an alert; the newest few thresholds' worth of them. */
    private static List<Long> wait(@Nullable Episode before, Finding finding) {
        List<Long> times = new ArrayList<>(before == null ? List.of() : before.getWaiting());
        times.add(finding.getEvidence().getTime().toEpochMilli());
        times.sort(Comparator.naturalOrder());
        long most =
                Math.max(LEAST_WAITING, WAITING_THRESHOLDS * finding.getRule().getThreshold());
        return times.size() > most ? List.copyOf(times.subList(1, times.size())) : times;
    }

    /** Whether as many matches as the rule's threshold stand within one period. */
    private static boolean isReached(List<Long> times, RuleReference rule) {
        int threshold = rule.getThreshold();
        for (int last = threshold - 1; last < times.size(); last++) {
            if (times.get(last) - times.get(last - threshold + 1) < rule.getPeriod()) {
                return true;
            }
        }
        return false;
    }

    private static List<Evidence> newest(List<Evidence> evidence, Evidence added) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.add(added);
        all.sort(CANONICAL);
        return all.size() > MAX_EVIDENCE ? List.copyOf(all.subList(1, all.size())) : all;
    }

    private static List<Long> remember(List<Long> seen, long uidHash) {
        List<Long> all = new ArrayList<>(seen);
        all.add(uidHash);
        return all.size() > MAX_SEEN ? List.copyOf(all.subList(1, all.size())) : all;
    }

    private static void insert(List<Episode> episodes, Episode episode) {
        episodes.add(episode);
        episodes.sort(Comparator.comparing((Episode e) -> e.getAlert().getFirstTime())
                .thenComparing(e -> e.getAlert().getUid()));
        if (episodes.size() > MAX_EPISODES) {
            episodes.remove(0);
        }
    }

    private static Level graver(Level a, Level b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
