package io.windhover.connect.file;

import io.windhover.connect.plugin.EventSourceConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the file connector. */
public final class FileSourceConfig extends EventSourceConfig {

    public static final String FILES = "files";
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
                            + " them, in the order of the paths; hidden files are left out. How a file holds its"
                            + " records is found out from its content: one a line, pretty-printed, in an array, in"
                            + " 'Records', in EventBridge's envelopes, each also compressed with gzip. A path with a"
                            + " comma can be read through its directory only.")
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

    /** Whether the task with these settings reads the file; every file is read by one task, whatever the others list. */
    boolean isMine(String file) {
        return Math.floorMod(file.hashCode(), getInt(TASK_COUNT)) == getInt(TASK_INDEX);
    }
}
