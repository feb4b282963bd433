package io.windhover.connect.file;

import io.windhover.connect.file.LogFiles.Listed;
import io.windhover.connect.read.ReadLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows logs while they are written, rotated and truncated: looks at the directories every so often and reads what has
 * changed, one file after the other. Not thread-safe.
 *
 * <p>A file that is renamed is the same file; one that is removed is read to its end as long as it is held open; what a
 * file holds is known by its content (see {@link FileHead}), so that a copy or the compressed form of what was read is
 * not read again.
 */
final class FollowedFiles implements Feed {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFiles.class);

    /** Held open so that they can be read to their end after they were removed: those read last. */
    private static final int HELD_OPEN = 64;

    /** Looking must not take more than a tenth of the time. */
    private static final int REST_FACTOR = 10;

    private final List<String> names;
    private final Predicate<String> isMine;
    private final ReadLimits limits;
    private final Duration interval;
    private final Duration quiet;
    private final Clock clock;
    private final KnownContents contents;

    private final AtomicLong bytesConsumed = new AtomicLong();
    private final Deque<FollowedFile> due = new ArrayDeque<>();
    private final Set<FollowedFile> open = new LinkedHashSet<>();
    private Map<String, FollowedFile> byPath = new LinkedHashMap<>();
    private List<FollowedFile> nameless = new ArrayList<>();
    private @Nullable FollowedFile current;
    private long nextLook = Long.MIN_VALUE;

    /** For one task. */
    FollowedFiles(FileSourceConfig config, Clock clock, KnownContents contents) {
        names = config.files();
        isMine = config::isMine;
        limits = config.limits();
        interval = config.tailInterval();
        quiet = config.tailQuiet();
        this.clock = clock;
        this.contents = contents;
    }

    @Override
    public @Nullable Found next() {
        boolean looked = false;
        while (true) {
            FollowedFile file = current;
            if (file != null) {
                Found found = file.next();
                if (found != null) {
                    return found;
                }
                current = null;
            } else if (!due.isEmpty()) {
                Found failure = open(due.remove());
                if (failure != null) {
                    return failure;
                }
            } else if (!looked && clock.millis() >= nextLook) {
                looked = true;
                look();
            } else {
                return null;
            }
        }
    }

    private @Nullable Found open(FollowedFile file) {
        Found failure = file.open(isOlder(file, interval), isOlder(file, quiet));
        current = file;
        open.remove(file);
        if (file.isOpen()) {
            open.add(file);
        }
        if (open.size() > HELD_OPEN) {
            FollowedFile longestAgo = open.iterator().next();
            open.remove(longestAgo);
            longestAgo.close();
        }
        return failure;
    }

    private boolean isOlder(FollowedFile file, Duration than) {
        return clock.millis() - file.listed().modified() >= than.toMillis();
    }

    private void look() {
        long began = System.nanoTime();
        try {
            match(LogFiles.list(names).stream()
                    .filter(listed -> isMine.test(listed.path()))
                    .toList());
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("files", names).setCause(e).log("The files cannot be listed; trying again");
        }
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        nextLook = clock.millis() + Math.max(interval.toMillis(), took * REST_FACTOR);
        Stream.concat(byPath.values().stream(), nameless.stream())
                .filter(file -> file.isDue(isOlder(file, interval), isOlder(file, quiet)))
                .forEach(due::add);
    }

    /** Finds the files again that are known, under whatever names they have now. */
    private void match(Collection<Listed> now) {
        Map<String, FollowedFile> matched = new LinkedHashMap<>();
        List<Listed> others = new ArrayList<>();
        for (Listed listed : now) {
            FollowedFile file = byPath.get(listed.path());
            if (file != null && Objects.equals(file.listed().key(), listed.key())) {
                byPath.remove(listed.path());
                file.show(listed);
                matched.put(listed.path(), file);
            } else {
                others.add(listed);
            }
        }
        Map<Object, FollowedFile> byKey = new HashMap<>();
        Stream.concat(nameless.stream(), byPath.values().stream())
                .filter(file -> file.listed().key() != null)
                .forEach(file -> byKey.put(Objects.requireNonNull(file.listed().key()), file));
        Set<FollowedFile> gone = new LinkedHashSet<>(nameless);
        gone.addAll(byPath.values());
        for (Listed listed : others) {
            FollowedFile renamed = listed.key() == null ? null : byKey.remove(listed.key());
            if (renamed == null) {
                matched.put(listed.path(), new FollowedFile(listed, contents, limits, bytesConsumed));
            } else {
                gone.remove(renamed);
                renamed.show(listed);
                matched.put(listed.path(), renamed);
            }
        }
        byPath = matched;
        nameless = new ArrayList<>(gone.stream().filter(this::mayHoldMore).toList());
    }

    private boolean mayHoldMore(FollowedFile file) {
        boolean holds = file.showWithoutName(clock.millis()) && !(file.isDone() && isOlder(file, quiet));
        if (!holds) {
            open.remove(file);
            file.close();
        }
        return holds;
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public long bytesConsumed() {
        return bytesConsumed.get();
    }

    @Override
    public void close() {
        open.forEach(FollowedFile::close);
    }
}
