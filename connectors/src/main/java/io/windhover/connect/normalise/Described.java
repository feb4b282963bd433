package io.windhover.connect.normalise;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.Resource;
import io.windhover.schemas.SourceEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one log's record says, in the words of the common shape: all that differs from log to log.
 *
 * @param uid identifies the event for deduplication; null where the log has nothing that does, and its bytes must
 * @param resources most specific first, {@link Resources#MOST} at most
 */
public record Described(
        @Nullable String uid,
        Activity activity,
        Outcome outcome,
        Actor actor,
        SourceEndpoint source,
        Api api,
        Cloud cloud,
        List<Resource> resources) {}
