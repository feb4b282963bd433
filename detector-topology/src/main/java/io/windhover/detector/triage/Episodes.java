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
 * as it repeats, and late or reordered events find their place by their own time. A late event that bridges the gap
 * between two episodes makes them one: one alert goes on, the other is closed and says into which it went. So the
 * episodes depend on the events and not on their order, up to the bounds.
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
    private static final int WAITING_THRESHOLDS = 4;
    private static final Comparator<Evidence> CANONICAL =
            Comparator.comparing(Evidence::getTime).thenComparing(Evidence::getUid);

    /** Of episodes that turn out to be one, an alert that subscribers know goes on, and of several the first. */
    private static final Comparator<Episode> GOES_ON = Comparator.comparing(
                    (Episode episode) -> episode.getReported() == 0)
            .thenComparing(episode -> episode.getAlert().getFirstTime())
            .thenComparing(episode -> episode.getAlert().getUid());

    private Episodes() {}

    /**
     * What a finding did to its book.
     *
     * @param book the book after it
     * @param opened the alert that the finding opened, with its event; null if it opened none
     * @param closed alerts that were written before and are now part of another
     * @param grown whether an alert that was written before has a higher count now
     */
    record Outcome(EpisodeBook book, @Nullable Alert opened, List<Alert> closed, boolean grown) {}

    static EpisodeBook empty() {
        return new EpisodeBook(Instant.EPOCH, List.of());
    }

    /** Adds a finding; one whose event an episode has seen changes nothing but the expiry. */
    static Outcome add(EpisodeBook book, Finding finding, Instant expires) {
        List<Episode> episodes = new ArrayList<>(book.getEpisodes());
        long uidHash = UidHash.of(finding.getEvidence().getUid());
        if (episodes.stream().anyMatch(episode -> episode.getSeen().contains(uidHash))) {
            return new Outcome(new EpisodeBook(expires, episodes), null, List.of(), false);
        }
        List<Episode> near = near(episodes, finding);
        episodes.removeAll(near);
        Episode before = near.isEmpty() ? null : merged(near);
        Alert grown = before == null ? open(finding) : grow(before.getAlert(), finding);
        long reported = before == null ? 0 : before.getReported();
        List<Long> waiting = reported > 0 ? List.of() : wait(before, finding);
        boolean opens = reported == 0 && isReached(waiting, finding.getRule());
        Alert alert = opens ? Alerts.decidedBy(grown, finding) : grown;
        episodes.add(new Episode(
                alert,
                opens ? alert.getCount() : reported,
                newest(before == null ? List.of() : before.getSeen(), List.of(uidHash), MAX_SEEN),
                opens ? List.of() : waiting));
        return new Outcome(
                new EpisodeBook(expires, newest(episodes, List.of(), MAX_EPISODES)),
                opens ? Alerts.created(alert, finding.getEvent()) : null,
                closed(near, alert.getUid()),
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

    /** The episodes that the finding belongs to, the one that goes on first; more than one if it bridges their gap. */
    private static List<Episode> near(List<Episode> episodes, Finding finding) {
        Instant time = finding.getEvidence().getTime();
        Duration period = Duration.ofMillis(finding.getRule().getPeriod());
        List<Episode> near = new ArrayList<>();
        Instant first = time;
        Instant last = time;
        for (Episode episode : episodes.stream().sorted(GOES_ON).toList()) {
            Alert alert = episode.getAlert();
            Instant earliest = earlier(first, alert.getFirstTime());
            Instant latest = later(last, alert.getLastTime());
            boolean within = time.isAfter(alert.getFirstTime().minus(period))
                    && time.isBefore(alert.getLastTime().plus(period));
            if (within && Duration.between(earliest, latest).compareTo(LONGEST) <= 0) {
                near.add(episode);
                first = earliest;
                last = latest;
            }
        }
        return near;
    }

    private static Episode merged(List<Episode> episodes) {
        Episode merged = episodes.get(0);
        for (Episode other : episodes.subList(1, episodes.size())) {
            Alert part = other.getAlert();
            Alert alert = grown(
                    merged.getAlert(),
                    part.getLevel(),
                    part.getFirstTime(),
                    part.getLastTime(),
                    part.getCount(),
                    part.getEvidence());
            merged = new Episode(
                    alert,
                    merged.getReported(),
                    newest(merged.getSeen(), other.getSeen(), MAX_SEEN),
                    newest(merged.getWaiting(), other.getWaiting(), Comparator.naturalOrder(), Integer.MAX_VALUE));
        }
        return merged;
    }

    private static List<Alert> closed(List<Episode> near, String into) {
        return near.stream()
                .skip(1)
                .filter(episode -> episode.getReported() > 0)
                .map(episode -> Alerts.mergedInto(episode.getAlert(), into))
                .toList();
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
                null,
                null,
                finding.getReasons(),
                finding.getGroup(),
                finding.getValues());
    }

    private static Alert grow(Alert alert, Finding finding) {
        Evidence evidence = finding.getEvidence();
        return grown(alert, finding.getRule().getLevel(), evidence.getTime(), evidence.getTime(), 1, List.of(evidence));
    }

    /** The alert with what was added to it. */
    private static Alert grown(
            Alert alert, Level level, Instant first, Instant last, long count, List<Evidence> evidence) {
        return new Alert(
                alert.getUid(),
                alert.getActivity(),
                graver(alert.getLevel(), level),
                alert.getRule(),
                alert.getRuleSetVersion(),
                alert.getEntity(),
                alert.getDedup(),
                alert.getMessage(),
                alert.getContext(),
                earlier(alert.getFirstTime(), first),
                later(alert.getLastTime(), last),
                alert.getCount() + count,
                newest(alert.getEvidence(), evidence, CANONICAL, MAX_EVIDENCE),
                null,
                null,
                alert.getReasons(),
                alert.getGroup(),
                alert.getValues());
    }

    /** Event times of an episode without an alert; the newest few thresholds' worth of them. */
    private static List<Long> wait(@Nullable Episode before, Finding finding) {
        return newest(
                before == null ? List.of() : before.getWaiting(),
                List.of(finding.getEvidence().getTime().toEpochMilli()),
                Comparator.naturalOrder(),
                Math.max(LEAST_WAITING, WAITING_THRESHOLDS * finding.getRule().getThreshold()));
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

    private static <T> List<T> newest(List<T> list, List<T> added, Comparator<? super T> order, int most) {
        List<T> all = new ArrayList<>(list);
        all.addAll(added);
        all.sort(order);
        return newest(all, List.of(), most);
    }

    private static <T> List<T> newest(List<T> list, List<T> added, int most) {
        List<T> all = new ArrayList<>(list);
        all.addAll(added);
        return all.size() > most ? List.copyOf(all.subList(all.size() - most, all.size())) : all;
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
