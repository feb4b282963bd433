package io.windhover.connect.normalise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call of a cluster's API, and the OCSF class and activity of it ("Authorization", Kubernetes documentation: verbs).
 *
 * @param resource in the plural, as the API's paths name it: {@code pods}; null for a path without one
 * @param subresource such as {@code exec}; null where the call is about the resource itself
 * @param verb in any case; null where the log has none
 */
public record KubernetesCall(
        @Nullable String resource,
        @Nullable String subresource,
        @Nullable String verb) {

    private static final String WRITE = "create|update|patch";
    private static final ActivityTable TABLE = new ActivityTable()
            .calls(Activity.USER_MANAGEMENT, 1, "serviceaccounts", "create")
            .calls(Activity.USER_MANAGEMENT, 2, "serviceaccounts", "update|patch")
            .calls(Activity.USER_MANAGEMENT, 3, "serviceaccounts", "delete|deletecollection")
            .calls(Activity.USER_MANAGEMENT, 16, "rolebindings", WRITE)
            .calls(Activity.USER_MANAGEMENT, 16, "clusterrolebindings", WRITE)
            .calls(Activity.USER_MANAGEMENT, 17, "rolebindings", "delete|deletecollection")
            .calls(Activity.USER_MANAGEMENT, 17, "clusterrolebindings", "delete|deletecollection")
            .calls(Activity.ROLE_MANAGEMENT, 1, "roles", "create")
            .calls(Activity.ROLE_MANAGEMENT, 1, "clusterroles", "create")
            .calls(Activity.ROLE_MANAGEMENT, 2, "roles", "update|patch")
            .calls(Activity.ROLE_MANAGEMENT, 2, "clusterroles", "update|patch")
            .calls(Activity.ROLE_MANAGEMENT, 3, "roles", "delete|deletecollection")
            .calls(Activity.ROLE_MANAGEMENT, 3, "clusterroles", "delete|deletecollection")
            // A token is a ticket; the API server hands it out to whoever may create it.
            .calls(Activity.AUTHENTICATION, 3, "serviceaccounts/token", "create")
            // Questions that are asked by creating an object that is never kept.
            .calls(Activity.API_ACTIVITY, 2, "subjectaccessreviews", "create")
            .calls(Activity.API_ACTIVITY, 2, "localsubjectaccessreviews", "create")
            .calls(Activity.API_ACTIVITY, 2, "selfsubjectaccessreviews", "create")
            .calls(Activity.API_ACTIVITY, 2, "selfsubjectrulesreviews", "create")
            .calls(Activity.API_ACTIVITY, 2, "selfsubjectreviews", "create")
            .calls(Activity.API_ACTIVITY, 2, "tokenreviews", "create")
            .calls(Activity.API_ACTIVITY, 4, "pods/eviction", "create")
            .calls(Activity.API_ACTIVITY, 3, "pods/binding", "create")
            .verbs(Activity.CREATE, "create post")
            .verbs(Activity.READ, "get list watch head")
            .verbs(Activity.UPDATE, "update patch put")
            .verbs(Activity.DELETE, "delete deletecollection");

    /** Subresources through which a caller gets into a pod or behind it, whatever the verb. */
    private static final String CONNECTS = "|exec|attach|portforward|proxy|";

    /** What kind of thing the call is about: {@code pods} or {@code pods/exec}; null for a path without one. */
    public @Nullable String kind() {
        return resource == null || subresource == null ? resource : resource + "/" + subresource;
    }

    /** The call's class and activity. */
    public Activity activity() {
        if (verb == null) {
            return Activity.NONE;
        }
        if (connects()) {
            return Activity.OTHER;
        }
        String lower = verb.toLowerCase(Locale.ROOT);
        String kind = kind();
        Activity named = kind == null ? null : TABLE.call(kind, lower);
        return named == null ? TABLE.verb(lower) : named;
    }

    /** Whether the call changes nothing; null where the log does not say what it does. */
    public @Nullable Boolean readOnly() {
        if (verb == null) {
            return null;
        }
        boolean known = !TABLE.verb(verb.toLowerCase(Locale.ROOT)).equals(Activity.OTHER);
        return (known || connects()) ? activity().equals(Activity.READ) : null;
    }

    private boolean connects() {
        return subresource != null && CONNECTS.contains("|" + subresource + "|");
    }
}
