package io.windhover.connect.normalise;

import io.windhover.schemas.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the things an event was about: each once, as many as the schema allows. Not thread-safe. */
public final class Resources {

    /** The schema's bound. */
    public static final int MOST = 32;

    private final List<Resource> list = new ArrayList<>(2);

    /** Adds a thing, unless its uid is null or there already. */
    public void add(@Nullable String uid, @Nullable String type) {
        add(uid, type, null);
    }

    /**
     * Adds a thing, unless its uid is null or there already.
     *
     * @param account who owns it
     */
    public void add(@Nullable String uid, @Nullable String type, @Nullable String account) {
        if (uid == null || list.size() >= MOST) {
            return;
        }
        for (Resource resource : list) {
            if (resource.getUid().equals(uid)) {
                return;
            }
        }
        list.add(new Resource(uid, type, account));
    }

    /** In the order in which they were added. */
    public List<Resource> list() {
        return list;
    }
}
