package io.windhover.connect.file;

import io.windhover.connect.file.Feed.Found;
import io.windhover.connect.plugin.PluginVersion;
import io.windhover.connect.record.EventRecords;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads its share of the connector's files.
 *
 * <p>Each record carries how far its file was handled with it (see {@link FileProgress}); a restart goes on there. An
 * event's uid follows from its bytes, so that one that is delivered twice after a crash is known for the same.
 *
 * <p>It also runs without a worker: with {@code tail=false}, call {@link #start}, then {@link #poll} until
 * {@link #finished}, then {@link #stop}.
 */
public final class FileSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(FileSourceTask.class);

    /** Bounds what is handed over at once also where records are large. */
    private static final int BATCH_BYTES = 8 << 20;

    private static final long IDLE_MILLIS = 500;

    private final InputStream standardInput;
    private final Clock clock;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable Running running;
    private volatile boolean finished;

    /** What exists between start and stop. */
    private record Running(Feed feed, EventRecords records, int batchRecords, long idleMillis) {}

    /** As a worker makes it. */
    public FileSourceTask() {
        this(System.in, Clock.systemUTC());
    }

    FileSourceTask(InputStream standardInput, Clock clock) {
        this.standardInput = standardInput;
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        FileSourceConfig config = new FileSourceConfig(settings);
        KnownContents contents = new KnownContents(this::committed);
        EventRecords made = new EventRecords(config, clock);
        if (config.tail()) {
            long idle = Math.min(IDLE_MILLIS, config.tailInterval().toMillis());
            running = new Running(new FollowedFiles(config, clock, contents), made, config.batchRecords(), idle);
            LOG.atInfo().addKeyValue("files", config.files()).log("Following files");
        } else {
            List<String> files = files(config);
            // One record at a time from a pipe: the next may be long in coming.
            int batch = files.contains(InputFiles.STANDARD_INPUT) ? 1 : config.batchRecords();
            Feed feed = new FilesOnce(files, config.limits(), standardInput, contents);
            running = new Running(feed, made, batch, IDLE_MILLIS);
            LOG.atInfo().addKeyValue("files", files.size()).log("Reading files");
        }
    }

    private static List<String> files(FileSourceConfig config) {
        try {
            return InputFiles.expand(config.files()).stream()
                    .filter(config::isMine)
                    .toList();
        } catch (IOException e) {
            throw new ConnectException("the files cannot be listed", e);
        }
    }

    /** Offsets are kept by the worker; without one, everything is read. */
    private Map<String, Object> committed(Map<String, String> partition) {
        if (context == null || context.offsetStorageReader() == null) {
            return Map.of();
        }
        Map<String, Object> offset = context.offsetStorageReader().offset(partition);
        return offset == null ? Map.of() : offset;
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Running current = running;
        List<SourceRecord> batch = current == null || finished ? List.of() : read(current);
        if (!batch.isEmpty()) {
            return batch;
        }
        // Connect asks again at once: a task that has nothing to say must take its time.
        if (current != null && !(current.feed().isFinite() && justFinished())) {
            boolean stopping = stopped.await(current.idleMillis(), TimeUnit.MILLISECONDS);
            LOG.atTrace().addKeyValue("stopping", stopping).log("Nothing to read");
        }
        return null;
    }

    private List<SourceRecord> read(Running current) {
        List<SourceRecord> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < current.batchRecords() && bytes < BATCH_BYTES) {
            Found found = current.feed().next();
            if (found == null) {
                break;
            }
            SourceRecord made = current.records().of(found.read(), found.partition(), found.offset());
            batch.add(made);
            bytes += ((byte[]) made.value()).length;
            (EventRecords.isDeadLetter(made) ? unreadable : records).incrementAndGet();
        }
        return batch;
    }

    /** Whether this is the moment at which all files are read: nobody is to wait then. */
    private boolean justFinished() {
        if (finished) {
            return false;
        }
        finished = true;
        LOG.atInfo()
                .addKeyValue("records", records)
                .addKeyValue("unreadable", unreadable)
                .addKeyValue("bytes", bytesRead())
                .log("All files are read");
        return true;
    }

    @Override
    public void stop() {
        stopped.countDown();
        Running current = running;
        if (current != null) {
            try {
                current.feed().close();
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("A file could not be closed");
            }
        }
    }

    /**
     * Whether every record of every file was handed out by {@link #poll}, which then waits and returns null. Never with
     * {@code tail=true}.
     */
    public boolean finished() {
        return finished;
    }

    /** Events handed out so far. */
    public long recordsRead() {
        return records.get();
    }

    /** Dead letters handed out so far. */
    public long recordsUnreadable() {
        return unreadable.get();
    }

    /** Bytes read so far, as they lie on disk. */
    public long bytesRead() {
        Running current = running;
        return current == null ? 0 : current.feed().bytesConsumed();
    }
}
