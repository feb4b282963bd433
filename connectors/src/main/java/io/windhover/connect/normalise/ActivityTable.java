package io.windhover.connect.normalise;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of a log are which OCSF activity: some by their name, the others by a verb in it. Built once, then only
 * read; safe for threads that see it through a final field.
 */
public final class ActivityTable {

    private final Map<String, Map<String, Activity>> byCall = new HashMap<>();
    private final Map<String, Activity> byVerb = new HashMap<>();

    /**
     * Calls that belong to a class of their own.
     *
     * @param service whose calls they are, as {@link #call} gets it
     * @param operations names with a bar between them
     */
    public ActivityTable calls(int classUid, int activityId, String service, String operations) {
        Activity activity = new Activity(classUid, activityId);
        for (String operation : operations.split("\\|", -1)) {
            byCall.computeIfAbsent(service, ignored -> new HashMap<>()).put(operation, activity);
        }
        return this;
    }

    /**
     * What calls are that the table does not name otherwise.
     *
     * @param verbs with blanks between them
     */
    public ActivityTable verbs(Activity activity, String verbs) {
        for (String verb : verbs.split(" ", -1)) {
            byVerb.put(verb, activity);
        }
        return this;
    }

    /** Null where the table does not name the call. */
    public @Nullable Activity call(String service, String operation) {
        Map<String, Activity> calls = byCall.get(service);
        return calls == null ? null : calls.get(operation);
    }

    /** {@link Activity#OTHER} where the table does not hold the verb. */
    public Activity verb(String verb) {
        return byVerb.getOrDefault(verb, Activity.OTHER);
    }
}
