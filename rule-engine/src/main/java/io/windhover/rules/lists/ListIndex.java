package io.windhover.rules.lists;

import io.windhover.rules.eval.Lists;
import io.windhover.rules.eval.LookupValue;
import io.windhover.rules.lists.Claims.Claim;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lists that rules look values up in. A text is compared as a whole and in any case; an address lies in the longest
 * and in every other network around it. Looking up takes no lock and makes no object; a change is seen by the next
 * look-up.
 *
 * <p>An entry that expires is judged by the event's time, never by a clock: the same event finds the same in a replay, and
 * one that comes late is judged as if it had come in time. So an entry that expired still takes room until it is removed.
 */
public final class ListIndex implements Lists {
    private final int mostEntries;
    private final Map<String, NamedList> lists = new ConcurrentHashMap<>();
    private int size;

    /**
     * Makes one without lists.
     *
     * @param mostEntries of all lists together, those of each source
     */
    public ListIndex(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /**
     * Puts an entry in, in the place of one with the same key.
     *
     * @param expires events of this time and later are not concerned; null for never
     * @return false, with nothing changed, if there is no room
     */
    public synchronized boolean put(ListKey key, @Nullable Instant expires) {
        NamedList list = lists.get(key.list());
        boolean isNew = list == null || !list.has(key.value(), key.source());
        if (isNew && size >= mostEntries) {
            return false;
        }
        NamedList changed = list == null ? new NamedList() : list;
        changed.put(key.value(), new Claim(key.source(), expires == null ? Claims.NEVER : expires.toEpochMilli()));
        lists.putIfAbsent(key.list(), changed);
        size += isNew ? 1 : 0;
        return true;
    }

    /** Takes an entry out, if it is there. */
    public synchronized void remove(ListKey key) {
        NamedList list = lists.get(key.list());
        if (list != null && list.has(key.value(), key.source())) {
            list.remove(key.value(), key.source());
            size--;
            if (list.size() == 0) {
                lists.remove(key.list());
            }
        }
    }

    @Override
    public boolean contains(String list, LookupValue value) {
        NamedList named = lists.get(list);
        return named != null && named.contains(value);
    }

    /** How many entries there are in all lists together. */
    public synchronized int size() {
        return size;
    }

    /** The lists that have an entry, by name. */
    public Set<String> names() {
        return new TreeSet<>(lists.keySet());
    }
}
