package io.windhover.cli.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Puts records into files as CloudTrail does: one file for an account, a region and some minutes of delivery, not of
 * event time; in no order; and now and then a record twice.
 */
final class TrailDelivery {
    private static final Duration SLOT = Duration.ofMinutes(5);
    private static final int LATEST_SECONDS = 570;
    private static final int ONE_TWICE_IN = 300;
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FILE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private record Slot(String account, String region, Instant time) {
        static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::account).thenComparing(Slot::region).thenComparing(Slot::time);
    }

    private final Chance chance;

    TrailDelivery(Chance chance) {
        this.chance = chance;
    }

    /** Paths, as in the bucket, and the JSON text of each file. */
    SortedMap<String, String> files(List<LogEntry> entries) {
        SortedMap<Slot, List<LogEntry>> slots = new TreeMap<>(Slot.ORDER);
        for (LogEntry entry : entries) {
            deliver(entry, slots);
            if (chance.below(ONE_TWICE_IN) == 0) {
                deliver(entry, slots);
            }
        }
        SortedMap<String, String> files = new TreeMap<>();
        slots.forEach((slot, content) -> {
            Collections.shuffle(content, chance.random());
            files.put(path(slot), text(content));
        });
        return files;
    }

    private void deliver(LogEntry entry, SortedMap<Slot, List<LogEntry>> slots) {
        Instant delivered = entry.time().plusSeconds(20 + chance.below(LATEST_SECONDS));
        long slot = delivered.getEpochSecond() / SLOT.toSeconds() + 1;
        Instant time = Instant.ofEpochSecond(slot * SLOT.toSeconds());
        slots.computeIfAbsent(new Slot(entry.account(), entry.region(), time), key -> new ArrayList<>())
                .add(entry);
    }

    private String path(Slot slot) {
        return "AWSLogs/%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%s_%s.json.gz"
                .formatted(
                        slot.account(),
                        slot.region(),
                        FOLDER.format(slot.time()),
                        slot.account(),
                        slot.region(),
                        FILE.format(slot.time()),
                        chance.letters(16));
    }

    private static String text(List<LogEntry> entries) {
        return Json.write(
                Map.of("Records", entries.stream().map(LogEntry::content).toList()));
    }

    /** Java writes neither a time nor a name into the header. */
    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
