package io.windhover.detector.triage;

import io.windhover.schemas.Alert;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Episode;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The episode books of one task, and which of them have more to tell. */
final class EpisodeStore {
    /** Wall-clock time: longer than episodes last. */
    private static final Duration KEEP = Duration.ofDays(3);
    /** The same of a book with an alert, which an analyst may come to only after a weekend. */
    private static final Duration KEEP_ALERTS = Duration.ofDays(7);

    private static final int EXPIRY_SLICE = 1_000;
    private static final int MOST_OF_ENTITY = 1_000;

    private final KeyValueStore<String, EpisodeBook> books;
    private final KeyValueStore<String, Long> grown;
    private @Nullable String expiryCursor;

    EpisodeStore(KeyValueStore<String, EpisodeBook> books, KeyValueStore<String, Long> grown) {
        this.books = books;
        this.grown = grown;
    }

    /**
     * Adds a finding to its book.
     *
     * @param now wall-clock time in milliseconds since 1970
     * @param timestamp of the finding's record
     * @param mayOpen asked when an alert is to open
     */
    Episodes.Outcome add(Finding finding, long now, long timestamp, BooleanSupplier mayOpen) {
        String key = EpisodeKey.of(finding);
        EpisodeBook before = books.get(key);
        Episodes.Outcome outcome = Episodes.add(
                before == null ? Episodes.empty() : before, finding, expires(finding, before, now), mayOpen);
        books.put(key, outcome.book());
        if (outcome.grown()) {
            grown.put(key, timestamp);
        }
        return outcome;
    }

    private static Instant expires(Finding finding, @Nullable EpisodeBook before, long now) {
        boolean alerts = finding.getRule().getThreshold() == 1
                || (before != null && before.getEpisodes().stream().anyMatch(episode -> episode.getReported() > 0));
        return Instant.ofEpochMilli(now)
                .plus(alerts ? KEEP_ALERTS : KEEP)
                .plusMillis(finding.getRule().getPeriod());
    }

    /** Puts an analyst's decision into the book of its alert; empty where no book has the alert any more. */
    Optional<Episode> decide(Disposition disposition) {
        for (KeyValue<String, EpisodeBook> entry : booksOf(disposition.getEntity())) {
            Optional<Episodes.Outcome> outcome = Episodes.decide(entry.value, disposition);
            if (outcome.isPresent()) {
                books.put(entry.key, outcome.get().book());
                return Optional.ofNullable(outcome.get().episode());
            }
        }
        return Optional.empty();
    }

    /** The alerts about an entity that subscribers know, of the books that are still there. */
    List<Alert> alertsOf(String entity) {
        return booksOf(entity).stream()
                .flatMap(entry -> entry.value.getEpisodes().stream())
                .filter(episode -> episode.getReported() > 0)
                .map(Episode::getAlert)
                .toList();
    }

    private List<KeyValue<String, EpisodeBook>> booksOf(String entity) {
        List<KeyValue<String, EpisodeBook>> found = new ArrayList<>();
        try (StringSerializer serializer = new StringSerializer();
                KeyValueIterator<String, EpisodeBook> all = books.prefixScan(EpisodeKey.prefix(entity), serializer)) {
            while (all.hasNext() && found.size() < MOST_OF_ENTITY) {
                found.add(all.next());
            }
        }
        return found;
    }

    /** Hands over what has more to tell than was written, with the time of the record that made it so. */
    void writeUpdates(BiConsumer<Alert, Long> write) {
        List<KeyValue<String, Long>> entries = new ArrayList<>();
        try (KeyValueIterator<String, Long> iterator = grown.all()) {
            iterator.forEachRemaining(entries::add);
        }
        for (KeyValue<String, Long> entry : entries) {
            EpisodeBook book = books.get(entry.key);
            if (book != null) {
                List<Alert> updates = Episodes.updates(book);
                books.put(entry.key, Episodes.reported(book));
                updates.forEach(alert -> write.accept(alert, entry.value));
            }
            grown.delete(entry.key);
        }
    }

    /** Walks the store a slice at a time, so that no call takes long however many books there are. */
    void forgetExpired(long now) {
        Instant time = Instant.ofEpochMilli(now);
        List<String> expired = new ArrayList<>();
        String last = null;
        try (KeyValueIterator<String, EpisodeBook> slice = books.range(expiryCursor, null)) {
            for (int i = 0; i < EXPIRY_SLICE && slice.hasNext(); i++) {
                KeyValue<String, EpisodeBook> entry = slice.next();
                if (entry.value.getExpires().isBefore(time)) {
                    expired.add(entry.key);
                }
                last = slice.hasNext() ? entry.key : null;
            }
        }
        expiryCursor = last;
        expired.forEach(books::delete);
    }
}
