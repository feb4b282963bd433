package io.windhover.detector.identities;

import io.windhover.detector.compacted.Follower;
import io.windhover.schemas.IdentityEntry;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the identities topic: who is who is what the newest record of each key says. So a record that cannot be used
 * takes out what stood under its key: a detector that starts after compaction would not find that either.
 *
 * <p>Entries beyond the map's bound are left out; the first is logged. No name is logged.
 */
public final class IdentitiesFollower implements Follower<IdentityEntry> {
    private static final Logger LOG = LoggerFactory.getLogger(IdentitiesFollower.class);

    private final IdentityMap identities;
    private boolean full;

    /**
     * Makes a follower.
     *
     * @param identities takes the entries
     */
    public IdentitiesFollower(IdentityMap identities) {
        this.identities = identities;
    }

    @Override
    public void put(String key, IdentityEntry entry, long offset) {
        try {
            Identity identity = Identity.of(entry);
            if (!identity.key().equals(key)) {
                throw new SerializationException("the record's key is not that of its entry");
            }
            if (!identities.put(identity)) {
                leave(offset);
            }
        } catch (InvalidIdentityException e) {
            throw new SerializationException(e.reason(), e);
        }
    }

    @Override
    public void remove(String key, long offset) {
        identities.remove(key);
    }

    @Override
    public void refuse(String key, long offset, RuntimeException cause) {
        remove(key, offset);
        LOG.atError()
                .addKeyValue("offset", offset)
                .addKeyValue("reason", cause instanceof SerializationException ? cause.getMessage() : "unexpected")
                .addKeyValue("cause", cause.getClass().getSimpleName())
                .log("identity refused");
    }

    private void leave(long offset) {
        if (!full) {
            full = true;
            LOG.atError()
                    .addKeyValue("offset", offset)
                    .addKeyValue("entries", identities.size())
                    .log("identity left out, and perhaps more: there is no room");
        }
    }
}
