package io.windhover.detector.lists;

import io.windhover.detector.compacted.Follower;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListIndex;
import io.windhover.rules.lists.ListKey;
import io.windhover.schemas.ListEntry;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lists topic: what stands in the lists is what the newest record of each key says. So a record that cannot be
 * used takes out what stood under its key: a detector that starts after compaction would not find that either.
 *
 * <p>Entries beyond the index's bound are left out; the first is logged. A key is logged only by its list: what stands in a
 * list is nobody's business but the rules'.
 */
public final class ListsFollower implements Follower<ListEntry> {
    private static final Logger LOG = LoggerFactory.getLogger(ListsFollower.class);

    private final ListIndex lists;
    private long left;

    /**
     * Makes a follower.
     *
     * @param lists takes the entries
     */
    public ListsFollower(ListIndex lists) {
        this.lists = lists;
    }

    @Override
    public void put(String key, ListEntry entry, long offset) {
        try {
            ListKey said = ListKey.of(entry);
            if (!said.toString().equals(key)) {
                throw new SerializationException("the record's key is not that of its entry");
            }
            if (!lists.put(said, entry.getExpires())) {
                leave(said, offset);
            }
        } catch (InvalidListEntryException e) {
            throw new SerializationException(e.reason(), e);
        }
    }

    @Override
    public void remove(String key, long offset) {
        try {
            lists.remove(ListKey.parse(key));
        } catch (InvalidListEntryException e) {
            // Nothing can stand under such a key.
            LOG.atDebug().addKeyValue("offset", offset).log("tombstone of no list entry");
        }
    }

    @Override
    public void refuse(String key, long offset, RuntimeException cause) {
        remove(key, offset);
        LOG.atError()
                .addKeyValue("offset", offset)
                .addKeyValue("reason", cause instanceof SerializationException ? cause.getMessage() : "unexpected")
                .addKeyValue("cause", cause.getClass().getSimpleName())
                .log("list entry refused");
    }

    /** How many records were left out because there was no room. */
    long left() {
        return left;
    }

    private void leave(ListKey key, long offset) {
        if (left++ == 0) {
            LOG.atError()
                    .addKeyValue("list", key.list())
                    .addKeyValue("offset", offset)
                    .addKeyValue("entries", lists.size())
                    .log("list entry left out, and perhaps more: there is no room; raise lists: most-entries");
        }
    }
}
