package io.windhover.connect.s3;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.record.EventRecords;
import io.windhover.connect.s3.Counts.Count;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Does one turn after the other, record by record: never more of an object is in memory than a record may be large. A failure
 * that may pass keeps the object and asks for a pause, longer each time; one that does not is the turn's claim's to judge.
 * Not thread-safe.
 */
final class TurnReader implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnReader.class);

    /** Bounds what is handed over at once also where records are large. */
    private static final int BATCH_BYTES = 8 << 20;

    /** So often in a row, without a record in between, an object fails in a way that may pass before it is given up. */
    private static final int MOST_FAILURES = 10;

    private final S3Client s3;
    private final TurnsAhead turns;
    private final EventRecords records;
    private final ReadLimits limits;
    private final int batchRecords;
    private final Backoff backoff;
    private final Counts counts;

    private Turn.@Nullable ToRead current;

    /** Null where the object has been read from. */
    private TurnsAhead.@Nullable Ahead openedAhead;

    /** Null while the object has to be opened first. */
    private @Nullable ObjectRecords open;

    private Optional<ObjectOffset> handled = Optional.empty();
    private int failures;
    private Duration pause = Duration.ZERO;

    TurnReader(
            CloudTrailS3SourceConfig config,
            S3Client s3,
            ObjectFeed feed,
            EventRecords records,
            Backoff backoff,
            Counts counts) {
        this.s3 = s3;
        turns = new TurnsAhead(s3, feed);
        this.records = records;
        limits = config.limits();
        batchRecords = config.batchRecords();
        this.backoff = backoff;
        this.counts = counts;
    }

    /** Records as far as they can be had, waiting for the first only. */
    List<SourceRecord> batch(long waitMillis) throws InterruptedException {
        pause = Duration.ZERO;
        List<SourceRecord> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < batchRecords && bytes < BATCH_BYTES) {
            SourceRecord record = next(batch.isEmpty() ? waitMillis : 0);
            if (record == null) {
                break;
            }
            batch.add(record);
            bytes += ((byte[]) record.value()).length;
            counts.add(EventRecords.isDeadLetter(record) ? Count.DEAD_LETTERS : Count.RECORDS_READ);
        }
        return batch;
    }

    /** How long nothing should be asked for, after the last batch. */
    Duration pause() {
        return pause;
    }

    /** The next record; null where none comes in this time, or a pause is needed. */
    private @Nullable SourceRecord next(long waitMillis) throws InterruptedException {
        while (pause.isZero()) {
            Turn.ToRead reading = current;
            if (reading == null) {
                TurnsAhead.Ahead ahead = turns.next(waitMillis);
                if (ahead == null) {
                    return null;
                }
                if (ahead.turn() instanceof Turn.ToReport report) {
                    return reported(report);
                }
                begin((Turn.ToRead) ahead.turn(), ahead);
            } else {
                SourceRecord record = readOn(reading);
                if (record != null) {
                    return record;
                }
            }
        }
        return null;
    }

    private void begin(Turn.ToRead turn, TurnsAhead.Ahead ahead) {
        current = turn;
        openedAhead = ahead;
        handled = turn.offset();
        failures = 0;
    }

    private SourceRecord reported(Turn.ToReport report) {
        SourceRecord letter = records.of(report.unreadable(), report.partition(), report.offset());
        report.claim().handedOut(letter);
        report.claim().read();
        return letter;
    }

    /** The object's next record; null at its end, and where it failed. */
    private @Nullable SourceRecord readOn(Turn.ToRead reading) {
        try {
            ObjectRecords content = open == null ? open(reading) : open;
            open = content;
            SourceRecord record = content.next();
            if (record == null) {
                reading.claim().read();
                counts.add(Count.OBJECTS_READ);
                backoff.afterSuccess();
                leave();
                return null;
            }
            handled = Optional.of(content.handled());
            failures = 0;
            reading.claim().handedOut(record);
            return record;
        } catch (SdkException e) {
            return failed(reading, AwsFailure.of(e));
        } catch (IOException e) {
            return failed(reading, AwsFailure.of(e));
        }
    }

    private ObjectRecords open(Turn.ToRead reading) {
        TurnsAhead.Ahead ahead = openedAhead;
        // Only once: when it breaks off it is opened anew.
        openedAhead = null;
        ObjectStream stream = ahead == null ? ObjectStream.open(s3, reading.address()) : ahead.open();
        ObjectOffset offset = handled.filter(
                        before -> before.isOf(reading.address().key(), stream.etag()))
                .orElseGet(() -> new ObjectOffset(reading.address().key(), stream.etag(), 0, false));
        return new ObjectRecords(reading.address(), stream, limits, records, reading.partition(), offset);
    }

    private @Nullable SourceRecord failed(Turn.ToRead reading, AwsFailure failure) {
        pause = backoff.afterFailure();
        failures++;
        boolean again = failure.kind() == AwsFailure.Kind.TRANSIENT && failures < MOST_FAILURES;
        LOG.atWarn()
                .addKeyValue("object", reading.address().name())
                .addKeyValue("reason", failure.describe())
                .addKeyValue("pauseMillis", pause.toMillis())
                .log(again ? "An object could not be read; it is tried again" : "An object cannot be read");
        closeContent();
        if (again) {
            counts.add(Count.RETRIES);
            return null;
        }
        leave();
        counts.add(Count.OBJECTS_REFUSED);
        return reading.claim().refused(failure).map(this::reported).orElse(null);
    }

    private void leave() {
        closeContent();
        current = null;
        handled = Optional.empty();
    }

    private void closeContent() {
        ObjectRecords content = open;
        open = null;
        if (content != null) {
            try {
                content.close();
            } catch (IOException e) {
                // All that was wanted of it was read.
                LOG.atDebug().setCause(e).log("An object could not be closed");
            }
        }
    }

    @Override
    public void close() {
        leave();
        turns.close();
    }
}
