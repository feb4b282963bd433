package io.windhover.connect.file;

import io.windhover.registry.SchemaRegistries;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the file connector. Those of the schema registry's client are passed on as they are: see {@link
 * SchemaRegistries#connect}.
 */
public final class FileSourceConfig extends AbstractConfig {

    public static final String FILES = "files";
    public static final String TOPIC = "topic";
    public static final String DEAD_LETTER_TOPIC = "dead.letter.topic";
    public static final String BATCH_RECORDS = "batch.records";
    public static final String MAX_RECORD_BYTES = "max.record.bytes";

    /** How a connector tells its tasks apart; not for users. */
    static final String TASK_INDEX = "task.index";

    static final String TASK_COUNT = "task.count";

    private static final int EXCERPT_BYTES = 64 << 10;

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    FILES,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                    Importance.HIGH,
                    "Files and directories to read, separated by commas. Directories are read with everything below"
                            + " them, in the order of the paths; hidden files are left out. How a file holds its"
                            + " records is found out from its content: one a line, pretty-printed, in an array, in"
                            + " 'Records', in EventBridge's envelopes, each also compressed with gzip. A path with a"
                            + " comma can be read through its directory only.")
            .define(
                    TOPIC,
                    ConfigDef.Type.STRING,
                    "windhover.events",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Where the events go, each as a CloudEvent.")
            .define(
                    DEAD_LETTER_TOPIC,
                    ConfigDef.Type.STRING,
                    "windhover.dead-letter",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Where goes what cannot be read: its first 64 KiB, with the reason and the place in headers.")
            .define(
                    SchemaRegistries.URL,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                    Importance.HIGH,
                    "Where the schema registry is. What else its client needs is passed on under the names that"
                            + " Confluent's documentation gives it: 'basic.auth.', 'bearer.auth.',"
                            + " 'schema.registry.ssl.' and others.")
            .define(
                    BATCH_RECORDS,
                    ConfigDef.Type.INT,
                    1_000,
                    ConfigDef.Range.between(1, 100_000),
                    Importance.LOW,
                    "How many records are handed to Connect at once, at most; fewer where they are large.")
            .define(
                    MAX_RECORD_BYTES,
                    ConfigDef.Type.INT,
                    ReadLimits.DEFAULT.maxRecordBytes(),
                    ConfigDef.Range.between(1 << 10, 1 << 29),
                    Importance.LOW,
                    "A larger record is not read, but reported. A task may take twice as much memory.")
            .defineInternal(TASK_INDEX, ConfigDef.Type.INT, 0, Importance.LOW)
            .defineInternal(TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW);

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    public FileSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
        SettingNames.unknown(settings.keySet(), DEFINITION.names()).forEach((name, message) -> {
            throw new ConfigException(message);
        });
    }

    List<String> files() {
        return getList(FILES);
    }

    String topic() {
        return getString(TOPIC);
    }

    String deadLetterTopic() {
        return getString(DEAD_LETTER_TOPIC);
    }

    int batchRecords() {
        return getInt(BATCH_RECORDS);
    }

    ReadLimits limits() {
        return new ReadLimits(getInt(MAX_RECORD_BYTES), EXCERPT_BYTES);
    }

    /** Whether the task with these settings reads the file; every file is read by one task, whatever the others list. */
    boolean isMine(String file) {
        return Math.floorMod(file.hashCode(), getInt(TASK_COUNT)) == getInt(TASK_INDEX);
    }
}
