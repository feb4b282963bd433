package io.windhover.detector.triage;

import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Episode;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Folds findings of one rule about one entity into episodes.
 *
 * <p>A finding belongs to an episode if the event that decided it stands less than the rule's period from one that decided
 * the episode, and the episode then spans no more than {@link #LONGEST}. The evidence does not count: which events show best
 * that a window is true may change with every one that comes late, which events end a true window does not. So a cause that
 * keeps repeating is one alert for as long as it repeats, and late or reordered events find their place by their own time. A
 * late event that bridges the gap between two episodes makes them one: one alert goes on, the other is closed and says into
 * which it went. So the episodes depend on the events and not on their order, up to the bounds.
 *
 * <p>A rule with a threshold is an alert only once that many matches stand within one period of each other.
 *
 * <p>Pure: no clock, no store; every method returns a new book.
 */
final class Episodes {
    /** An episode that lasts longer is continued by a new one, so that no alert is silent for ever. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final int MAX_EPISODES = 16;

    /**
     * Of episodes that turn out to be one, an alert that subscribers know goes on, before others one that analysts have not
     * done with, and of several the first.
     */
    private static final Comparator<Episode> GOES_ON = Comparator.comparing(
                    (Episode episode) -> episode.getReported() == 0)
            .thenComparing(episode -> Dispositions.isSettled(episode))
            .thenComparing(episode -> episode.getAlert().getFirstTime())
            .thenComparing(episode -> episode.getAlert().getUid());

    private Episodes() {}

    /**
     * What a finding did to its book.
     *
     * @param book the book after it
     * @param episode the episode that it belongs to; null where the book has no place for it
     * @param opened the alert that the finding opened, with its event; null if it opened none
     * @param closed episodes whose alerts were written before and are now part of another
     * @param grown whether an alert that was written before has more to tell now
     * @param held whether an alert was to open and may not
     */
    record Outcome(
            EpisodeBook book,
            @Nullable Episode episode,
            @Nullable Alert opened,
            List<Episode> closed,
            boolean grown,
            boolean held) {}

    static EpisodeBook empty() {
        return new EpisodeBook(Instant.EPOCH, List.of());
    }

    /** Adds a finding, which may open an alert. */
    static Outcome add(EpisodeBook book, Finding finding, Instant expires) {
        return add(book, finding, expires, () -> true);
    }

    /**
     * Adds a finding; what of it an episode has seen changes nothing but the expiry.
     *
     * @param mayOpen asked when an alert is to open; it is held back where it may not
     */
    static Outcome add(EpisodeBook book, Finding finding, Instant expires, BooleanSupplier mayOpen) {
        List<Episode> episodes = new ArrayList<>(book.getEpisodes());
        List<Episode> near = near(episodes, finding);
        episodes.removeAll(near);
        EpisodeDraft draft;
        if (near.isEmpty()) {
            draft = EpisodeDraft.begunBy(finding);
        } else {
            draft = EpisodeDraft.of(near.get(0));
            near.subList(1, near.size()).forEach(draft::add);
            draft.add(finding);
        }
        boolean due = draft.isDue(finding.getRule());
        boolean opens = due && mayOpen.getAsBoolean();
        boolean held = due && !opens && draft.hold();
        if (opens) {
            draft.open(finding);
        }
        Episode after = draft.episode();
        episodes.add(after);
        return new Outcome(
                new EpisodeBook(expires, newest(episodes)),
                after,
                opens ? Alerts.created(after.getAlert(), finding.getEvent()) : null,
                closed(near),
                isToldLater(after),
                held);
    }

    /** The book with what an analyst decided, and the alert as it stands then; empty where the book has no such alert. */
    static Optional<Outcome> decide(EpisodeBook book, Disposition disposition) {
        List<Episode> episodes = new ArrayList<>(book.getEpisodes());
        for (int i = 0; i < episodes.size(); i++) {
            EpisodeDraft draft = EpisodeDraft.of(episodes.get(i));
            if (draft.isReported() && episodes.get(i).getAlert().getUid().equals(disposition.getAlertUid())) {
                draft.decide(disposition);
                draft.report();
                Episode after = draft.episode();
                episodes.set(i, after);
                return Optional.of(new Outcome(
                        new EpisodeBook(book.getExpires(), episodes), after, null, List.of(), false, false));
            }
        }
        return Optional.empty();
    }

    /** The alerts that have more to tell than their last records did, as updates. */
    static List<Alert> updates(EpisodeBook book) {
        return book.getEpisodes().stream()
                .filter(Episodes::isToldLater)
                .map(episode -> Alerts.with(episode.getAlert(), AlertActivity.UPDATE, null))
                .toList();
    }

    /** The book once those updates are written. */
    static EpisodeBook reported(EpisodeBook book) {
        List<Episode> episodes = book.getEpisodes().stream()
                .map(episode -> {
                    if (!isToldLater(episode)) {
                        return episode;
                    }
                    EpisodeDraft draft = EpisodeDraft.of(episode);
                    draft.report();
                    return draft.episode();
                })
                .toList();
        return new EpisodeBook(book.getExpires(), episodes);
    }

    /** Whether subscribers know the alert and should be told more of it. */
    private static boolean isToldLater(Episode episode) {
        boolean more = episode.getChanged() || episode.getAlert().getCount() > episode.getReported();
        return episode.getReported() > 0 && more && !Dispositions.isSettled(episode);
    }

    /** The episodes that the finding belongs to, the one that goes on first; more than one if it bridges their gap. */
    private static List<Episode> near(List<Episode> episodes, Finding finding) {
        Duration period = Duration.ofMillis(finding.getRule().getPeriod());
        Span own = Span.decided(finding);
        List<Episode> near = new ArrayList<>();
        Span all = own;
        for (Episode episode : episodes.stream().sorted(GOES_ON).toList()) {
            Span span = Span.decided(episode);
            Span both = all.with(span);
            boolean fits = both.length().compareTo(LONGEST) <= 0 || (near.isEmpty() && both.equals(span));
            if (own.isNear(span, period) && fits) {
                near.add(episode);
                all = both;
            }
        }
        return near;
    }

    private static List<Episode> closed(List<Episode> near) {
        return near.stream()
                .skip(1)
                .filter(episode -> episode.getReported() > 0)
                .toList();
    }

    private static List<Episode> newest(List<Episode> episodes) {
        int more = Math.max(0, episodes.size() - MAX_EPISODES);
        return List.copyOf(episodes.subList(more, episodes.size()));
    }
}
