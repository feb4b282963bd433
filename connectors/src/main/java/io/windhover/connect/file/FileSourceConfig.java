package io.windhover.connect.file;

import io.windhover.connect.plugin.EventSourceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the file connector. */
public final class FileSourceConfig extends EventSourceConfig {

    public static final String FILES = "files";
    public static final String TAIL = "tail";
    public static final String TAIL_INTERVAL_MS = "tail.interval.ms";
    public static final String TAIL_QUIET_MS = "tail.quiet.ms";
    public static final String BATCH_RECORDS = "batch.records";

    /** How a connector tells its tasks apart; not for users. */
    static final String TASK_INDEX = "task.index";

    static final String TASK_COUNT = "task.count";

    static final ConfigDef DEFINITION = withShared(new ConfigDef()
            .define(
                    FILES,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                    Importance.HIGH,
                    "Files and directories to read, separated by commas. Directories are read with everything below"
                            + " them; hidden files are left out. How a file holds its"
                            + " records is found out from its content: one a line, pretty-printed, in an array, in"
                            + " 'Records', in EventBridge's envelopes, each also compressed with gzip. A path with a"
                            + " comma can be read through its directory only.")
            .define(
                    TAIL,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.HIGH,
                    "Whether to go on reading what is appended and what new files come, through rotation (renamed,"
                            + " copied and truncated, compressed) and truncation. A file that is named, not its"
                            + " directory, then stands for all parts of its log: the files beside it whose names are"
                            + " the same but for numbers, times and '.gz'. If false, each file is read once, to its"
                            + " end at that time.")
            .define(
                    TAIL_INTERVAL_MS,
                    ConfigDef.Type.LONG,
                    1_000L,
                    ConfigDef.Range.between(10, 3_600_000),
                    Importance.MEDIUM,
                    "How often to look whether something was appended or has come. Looking takes a tenth of the time"
                            + " at most: among very many files it is done less often.")
            .define(
                    TAIL_QUIET_MS,
                    ConfigDef.Type.LONG,
                    60_000L,
                    ConfigDef.Range.between(10, 86_400_000),
                    Importance.MEDIUM,
                    "A record that is cut off at a file's end is waited for until the file was not written for so"
                            + " long; then it goes to the dead-letter topic. Should it be completed after all, it is"
                            + " read.")
            .define(
                    BATCH_RECORDS,
                    ConfigDef.Type.INT,
                    1_000,
                    ConfigDef.Range.between(1, 100_000),
                    Importance.LOW,
                    "How many records are handed to Connect at once, at most; fewer where they are large.")
            .defineInternal(TASK_INDEX, ConfigDef.Type.INT, 0, Importance.LOW)
            .defineInternal(TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW));

    /**
     * Checks the settings.
     *
     * @throws ConfigException where one is missing, wrong or unknown
     */
    public FileSourceConfig(Map<String, String> settings) {
        super(DEFINITION, settings);
    }

    List<String> files() {
        return getList(FILES);
    }

    int batchRecords() {
        return getInt(BATCH_RECORDS);
    }

    boolean tail() {
        return getBoolean(TAIL);
    }

    Duration tailInterval() {
        return Duration.ofMillis(getLong(TAIL_INTERVAL_MS));
    }

    Duration tailQuiet() {
        return Duration.ofMillis(getLong(TAIL_QUIET_MS));
    }

    /**
     * Whether the task with these settings reads the file; every file is read by one task, whatever the others list. A log
     * that is followed stays with its task when it is rotated.
     */
    boolean isMine(String file) {
        String shared = tail() ? LogFamily.of(Path.of(file)) : file;
        return Math.floorMod(shared.hashCode(), getInt(TASK_COUNT)) == getInt(TASK_INDEX);
    }
}
