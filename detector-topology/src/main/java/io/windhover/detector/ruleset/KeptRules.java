package io.windhover.detector.ruleset;

import io.windhover.detector.ruleset.RulesTopic.RuleRecord;
import io.windhover.schemas.RuleDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of the active signed rule set beside the state, for a detector that starts again after somebody deleted the set
 * from the topic or put an older one in its place. It is as good as its signatures: what cannot be read, or is not trusted,
 * is as if it were not there. An Avro file, so a later release reads what an earlier one wrote.
 */
public final class KeptRules {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRules.class);
    private static final String KEY = "windhover.key.";
    private static final String OFFSET = "windhover.offset";

    private final Path file;

    /** @param file need not be there */
    public KeptRules(Path file) {
        this.file = file;
    }

    /**
     * Begins with what was kept, and keeps every set that becomes active from now on. To be called before the topic is
     * followed.
     */
    public void restore(RuleLibrary library, ActiveRules active) {
        List<RuleRecord> kept = read();
        if (kept.stream().allMatch(library::trusts)) {
            RuleSetFollower follower = new RuleSetFollower(library, active);
            kept.forEach(record -> follower.put(record.key(), record.document(), record.offset()));
        } else {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("the kept rule set is not signed by a trusted key; the topic alone counts");
        }
        active.onChange(change -> {
            if (change instanceof RuleSetChange.Activated) {
                write(library.effectiveRecords());
            }
        });
    }

    List<RuleRecord> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<RuleRecord> records = new ArrayList<>();
        try (DataFileReader<RuleDocument> reader =
                new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(RuleDocument.class))) {
            long offset = reader.getMetaLong(OFFSET);
            while (reader.hasNext()) {
                records.add(new RuleRecord(reader.getMetaString(KEY + records.size()), offset, reader.next()));
            }
            return records;
        } catch (IOException | RuntimeException e) {
            // A damaged file makes Avro throw whatever its bytes lead to.
            LOG.atWarn().addKeyValue("file", file).log("the kept rule set cannot be read; the topic alone counts", e);
            return List.of();
        }
    }

    void write(List<RuleRecord> records) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (DataFileWriter<RuleDocument> writer =
                    new DataFileWriter<>(new SpecificDatumWriter<>(RuleDocument.class))) {
                writer.setMeta(OFFSET, records.get(records.size() - 1).offset());
                for (int i = 0; i < records.size(); i++) {
                    writer.setMeta(KEY + i, records.get(i).key());
                }
                writer.create(RuleDocument.getClassSchema(), next.toFile());
                for (RuleRecord record : records) {
                    writer.append(record.document());
                }
                writer.fSync();
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | AvroRuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("the rule set cannot be kept; after a restart the topic alone counts", e);
        }
    }
}
