package io.windhover.connect.s3;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.s3.Counts.Count;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Turns of what lies under a bucket's prefixes, each once, in the order of the keys. Every prefix has one source partition,
 * whose offset says at which key to go on.
 */
final class PrefixFeed implements ObjectFeed {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixFeed.class);

    private final S3Client s3;
    private final String bucket;
    private final Pattern keyPattern;
    private final ObjectTimes times;
    private final StoredOffsets offsets;
    private final Backoff backoff;
    private final Counts counts;
    private final Deque<String> prefixes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<S3Object> page = new ArrayDeque<>();
    private @Nullable String prefix;
    private String goOnBehind = "";
    private boolean lastPage;
    private boolean finished;
    private long dueNanos = System.nanoTime();

    PrefixFeed(CloudTrailS3SourceConfig config, S3Client s3, StoredOffsets offsets, Backoff backoff, Counts counts) {
        this.s3 = s3;
        bucket = config.bucket();
        keyPattern = config.keyPattern();
        times = new ObjectTimes(config.from(), config.to());
        prefixes = new ArrayDeque<>(config.prefixes());
        this.offsets = offsets;
        this.backoff = backoff;
        this.counts = counts;
    }

    private Map<String, String> partition(String ofPrefix) {
        return Map.of("bucket", bucket, "prefix", ofPrefix);
    }

    @Override
    public @Nullable Turn next(long millis) throws InterruptedException {
        while (isDue(millis)) {
            String current = prefix;
            if (current == null) {
                Turn left = begin();
                if (left != null) {
                    return left;
                }
                if (finished) {
                    isClosed(millis);
                    return null;
                }
            } else if (!page.isEmpty()) {
                S3Object object = page.remove();
                if (isWanted(object)) {
                    return toRead(current, object.key(), Optional.empty());
                }
            } else if (lastPage) {
                prefix = null;
            } else if (!list(current)) {
                return null;
            }
        }
        return null;
    }

    /** Begins with the next prefix; returns the object that a restart left in the middle. */
    private @Nullable Turn begin() {
        String next = prefixes.poll();
        if (next == null) {
            if (!finished) {
                finished = true;
                LOG.atInfo()
                        .addKeyValue("objects", counts.get(Count.OBJECTS_READ))
                        .addKeyValue("records", counts.get(Count.RECORDS_READ))
                        .log("All prefixes are read");
            }
            return null;
        }
        Optional<ObjectOffset> offset = offsets.of(partition(next));
        prefix = next;
        lastPage = false;
        goOnBehind = offset.map(ObjectOffset::key).orElse("");
        LOG.atInfo()
                .addKeyValue("bucket", bucket)
                .addKeyValue("prefix", next)
                .addKeyValue("behind", goOnBehind)
                .log("Reading a prefix");
        return offset.isPresent() && !offset.get().end()
                ? toRead(next, offset.get().key(), offset)
                : null;
    }

    private Turn toRead(String ofPrefix, String key, Optional<ObjectOffset> offset) {
        Map<String, String> partition = partition(ofPrefix);
        ObjectAddress address = new ObjectAddress(bucket, key);
        return new Turn.ToRead(address, partition, offset, new OfPrefix(address, partition));
    }

    private boolean isWanted(S3Object object) {
        if (object.key().compareTo(goOnBehind) <= 0) {
            return false;
        }
        goOnBehind = object.key();
        if (keyPattern.matcher(object.key()).matches() && times.include(object.key(), object.lastModified())) {
            return true;
        }
        counts.add(Count.OBJECTS_SKIPPED);
        if (!times.include(object.key(), object.lastModified())) {
            goOnBehind = times.goOnBehind(object.key()).orElse(goOnBehind);
        }
        return false;
    }

    /** Lists the next page; false where that has to be tried again. */
    private boolean list(String ofPrefix) {
        try {
            var answer = s3.listObjectsV2(
                    request -> request.bucket(bucket).prefix(ofPrefix).startAfter(goOnBehind));
            page.addAll(answer.contents());
            lastPage = !Boolean.TRUE.equals(answer.isTruncated()) || page.isEmpty();
            backoff.afterSuccess();
            return true;
        } catch (SdkException e) {
            AwsFailure failure = AwsFailure.of(e);
            if (failure.kind() != AwsFailure.Kind.TRANSIENT) {
                throw new ConnectException(
                        "s3://" + bucket + "/" + ofPrefix + " cannot be listed: " + failure.describe());
            }
            Duration pause = backoff.afterFailure();
            counts.add(Count.RETRIES);
            LOG.atWarn()
                    .addKeyValue("reason", failure.describe())
                    .addKeyValue("pauseMillis", pause.toMillis())
                    .log("The bucket could not be listed; it is tried again");
            dueNanos = System.nanoTime() + pause.toNanos();
            return false;
        }
    }

    /** False where it is closed, or where the time for another try has not come by then. */
    private boolean isDue(long withinMillis) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime());
        return !isClosed(Math.max(0, Math.min(left, withinMillis))) && left <= withinMillis;
    }

    private boolean isClosed(long withinMillis) throws InterruptedException {
        return closed.await(withinMillis, TimeUnit.MILLISECONDS);
    }

    /** Where to go on stands in the records' offsets. */
    @Override
    public void done(SourceRecord record) {}

    @Override
    public void committed() {}

    @Override
    public void close() {
        closed.countDown();
    }

    /** There is no queue that could keep what cannot be read: what never can is reported, for the rest somebody is needed. */
    private record OfPrefix(ObjectAddress address, Map<String, String> partition) implements Turn.Claim {

        @Override
        public void handedOut(SourceRecord record) {}

        @Override
        public void read() {}

        @Override
        public Optional<Turn.ToReport> refused(AwsFailure failure) {
            if (failure.kind() != AwsFailure.Kind.MISSING && failure.kind() != AwsFailure.Kind.ARCHIVED) {
                throw new ConnectException(address.name() + " cannot be read: " + failure.describe());
            }
            Place place = new Place(address.name(), Unit.RECORD, 1, 0, 0);
            Map<String, Object> offset = ObjectOffset.passedOver(address.key()).toMap();
            return Optional.of(new Turn.ToReport(
                    new Read.Unreadable(place, failure.reason(), new byte[0]), partition, offset, this));
        }
    }
}
