package io.windhover.connect.s3;

import io.windhover.connect.plugin.EventSourceConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the connector for CloudTrail in S3, but for how to get at AWS: {@link AwsConfig}. */
public final class CloudTrailS3SourceConfig extends EventSourceConfig {

    public static final String QUEUE_URL = "sqs.queue.url";
    public static final String VISIBILITY_TIMEOUT_SECONDS = "sqs.visibility.timeout.seconds";
    public static final String MESSAGES_MAX = "sqs.messages.max";
    public static final String BUCKET = "s3.bucket";
    public static final String PREFIXES = "s3.prefixes";
    public static final String FROM = "s3.from";
    public static final String TO = "s3.to";
    public static final String KEY_PATTERN = "s3.key.pattern";
    public static final String BATCH_RECORDS = "batch.records";
    public static final String BACKOFF_MS = "retry.backoff.ms";
    public static final String BACKOFF_MAX_MS = "retry.backoff.max.ms";

    private static final String A_TIME = "empty, a day such as 2026-10-01, or a time such as 2026-10-01T08:00:00Z";

    static final ConfigDef DEFINITION = withShared(withLimits(AwsConfig.define(new ConfigDef()
            .define(
                    QUEUE_URL,
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.LambdaValidator.with(AwsConfig::checkAddress, () -> "empty, or the queue's URL"),
                    Importance.HIGH,
                    "The SQS queue that tells of new objects. Either this or 's3.bucket' is needed.")
            .define(
                    BUCKET,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.HIGH,
                    "The bucket whose objects are read once, without a queue.")
            .define(
                    PREFIXES,
                    ConfigDef.Type.LIST,
                    "",
                    ConfigDef.ValidList.anyNonDuplicateValues(true, false),
                    Importance.HIGH,
                    "With what the keys of these objects begin, separated by commas; by default all are read. A prefix is"
                            + " read by one task, so more prefixes are read by more tasks: one for each account, for"
                            + " example.")
            .define(
                    FROM,
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.LambdaValidator.with((name, value) -> instant(name, value), () -> A_TIME),
                    Importance.MEDIUM,
                    "The time of the first objects that are read from a bucket: what CloudTrail put into their names,"
                            + " else when they were written. An object holds events of some minutes before.")
            .define(
                    TO,
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.LambdaValidator.with((name, value) -> instant(name, value), () -> A_TIME),
                    Importance.MEDIUM,
                    "The time of the first objects that are not read any more.")
            .define(
                    KEY_PATTERN,
                    ConfigDef.Type.STRING,
                    "(.*/)?CloudTrail(?!-Digest|-Lake)[^/]*/.*[^/]",
                    ConfigDef.LambdaValidator.with(
                            CloudTrailS3SourceConfig::checkPattern, () -> "a regular expression of Java"),
                    Importance.LOW,
                    "What keys of logs look like. Other objects are passed over and counted: digest files, other"
                            + " services' logs."))));

    private static ConfigDef withLimits(ConfigDef own) {
        return own.define(
                        VISIBILITY_TIMEOUT_SECONDS,
                        ConfigDef.Type.INT,
                        300,
                        ConfigDef.Range.between(5, 43_200),
                        Importance.MEDIUM,
                        "How long a message is hidden from others. It is extended three times as often until the message"
                                + " is deleted; after a worker's death, or an object that cannot be read, another try"
                                + " comes when it is over.")
                .define(
                        MESSAGES_MAX,
                        ConfigDef.Type.INT,
                        5_000,
                        ConfigDef.Range.between(1, 100_000),
                        Importance.LOW,
                        "How many messages a task holds at most. It deletes a message when the worker has committed its"
                                + " offsets, one or two 'offset.flush.interval.ms' after the last record. SQS lets one"
                                + " queue have 120000.")
                .define(
                        BATCH_RECORDS,
                        ConfigDef.Type.INT,
                        1_000,
                        ConfigDef.Range.between(1, 100_000),
                        Importance.LOW,
                        "How many records are handed to Connect at once, at most; fewer where they are large.")
                .define(
                        BACKOFF_MS,
                        ConfigDef.Type.LONG,
                        1_000L,
                        ConfigDef.Range.between(1, 600_000),
                        Importance.LOW,
                        "How long to wait after a first failure, on top of the client's own retries; it doubles with each"
                                + " further one, and a random part of up to a half is taken off.")
                .define(
                        BACKOFF_MAX_MS,
                        ConfigDef.Type.LONG,
                        60_000L,
                        ConfigDef.Range.between(1, 3_600_000),
                        Importance.LOW,
                        "The longest such wait.");
    }

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown, or where some do not go together
     */
    public CloudTrailS3SourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
        if (hasQueue() == hasBucket()) {
            throw new ConfigException(QUEUE_URL + " or " + BUCKET
                    + " is needed, and not both: what is told of by a queue, and what lies in a bucket, are read by two"
                    + " connectors");
        }
        if (hasQueue()) {
            refuseWithQueue(PREFIXES, !getList(PREFIXES).isEmpty());
            refuseWithQueue(FROM, !getString(FROM).isEmpty());
            refuseWithQueue(TO, !getString(TO).isEmpty());
        }
        checkPrefixes();
        if (from().isPresent() && to().isPresent() && !from().get().isBefore(to().get())) {
            throw new ConfigException(TO, getString(TO), "must be later than " + FROM);
        }
        aws();
    }

    private void refuseWithQueue(String setting, boolean isSet) {
        if (isSet) {
            throw new ConfigException(setting, get(setting), "is for reading a bucket, not a queue");
        }
    }

    private void checkPrefixes() {
        List<String> prefixes = getList(PREFIXES);
        for (String one : prefixes) {
            for (String other : prefixes) {
                if (!one.equals(other) && one.startsWith(other)) {
                    throw new ConfigException(PREFIXES, one, "would be read twice, since it begins with " + other);
                }
            }
        }
    }

    private static void checkPattern(String name, Object value) {
        try {
            Pattern.compile(String.valueOf(value));
        } catch (PatternSyntaxException e) {
            throw new ConfigException(name, value, e.getDescription());
        }
    }

    private static Optional<Instant> instant(String name, Object value) {
        String text = String.valueOf(value);
        try {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new ConfigException(name, value, "should be " + A_TIME);
        }
    }

    boolean hasQueue() {
        return !queueUrl().isEmpty();
    }

    private boolean hasBucket() {
        return !bucket().isEmpty();
    }

    String queueUrl() {
        return getString(QUEUE_URL);
    }

    int visibilityTimeoutSeconds() {
        return getInt(VISIBILITY_TIMEOUT_SECONDS);
    }

    int messagesMax() {
        return getInt(MESSAGES_MAX);
    }

    String bucket() {
        return getString(BUCKET);
    }

    /** At least one; the empty one stands for the whole bucket. */
    List<String> prefixes() {
        List<String> prefixes = getList(PREFIXES);
        return prefixes.isEmpty() ? List.of("") : prefixes;
    }

    Optional<Instant> from() {
        return instant(FROM, getString(FROM));
    }

    Optional<Instant> to() {
        return instant(TO, getString(TO));
    }

    Pattern keyPattern() {
        return Pattern.compile(getString(KEY_PATTERN));
    }

    int batchRecords() {
        return getInt(BATCH_RECORDS);
    }

    Duration backoff() {
        return Duration.ofMillis(getLong(BACKOFF_MS));
    }

    Duration backoffMax() {
        return Duration.ofMillis(getLong(BACKOFF_MAX_MS));
    }

    AwsConfig aws() {
        return new AwsConfig(this);
    }
}
