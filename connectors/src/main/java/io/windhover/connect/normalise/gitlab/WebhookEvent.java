package io.windhover.connect.normalise.gitlab;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook or a system hook tells of ("Webhook events" and "System hooks", GitLab documentation).
 *
 * @param name {@code object_kind} or {@code event_name}; null where it is not known
 * @param action what was done, where the event says it apart
 */
record WebhookEvent(@Nullable String name, @Nullable String action) {

    private static final String ANY = "";

    /** Whose {@code user_} members are of who did it; elsewhere they are of whom it was done to. */
    private static final Set<String> PUSHES = Set.of("push", "tag_push", "repository_update");

    private static final String FAILED_LOGIN = "user_failed_login";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(Activity.AUTHENTICATION, 1, ANY, FAILED_LOGIN)
            .calls(Activity.USER_MANAGEMENT, 1, ANY, "user_create")
            .calls(Activity.USER_MANAGEMENT, 2, ANY, "user_rename")
            .calls(Activity.USER_MANAGEMENT, 3, ANY, "user_destroy")
            .calls(Activity.USER_MANAGEMENT, 18, ANY, "key_create")
            .calls(Activity.USER_MANAGEMENT, 19, ANY, "key_destroy")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "user_add_to_team|user_add_to_group")
            .calls(Activity.GROUP_MANAGEMENT, 4, ANY, "user_remove_from_team|user_remove_from_group")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "group_destroy")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "group_create")
            .calls(Activity.GROUP_MANAGEMENT, 9, ANY, "user_update_for_team|user_update_for_group|group_rename")
            .verbs(Activity.CREATE, "create open publish award")
            .verbs(
                    Activity.UPDATE,
                    "update rename transfer close reopen merge approve approved unapprove unapproved push tag_push"
                            + " repository_update")
            .verbs(Activity.DELETE, "destroy delete revoke");

    /** By what the body calls it. */
    static WebhookEvent of(FieldValues<WebhookField> body) {
        return new WebhookEvent(
                body.first(WebhookField.KIND, WebhookField.NAME),
                body.first(WebhookField.ACTION, WebhookField.TOP_ACTION));
    }

    /** {@code merge_request.open}, {@code project_create}; as much as is known. */
    @Nullable
    String operation() {
        return name == null ? action : action == null ? name : name + "." + action;
    }

    boolean isPush() {
        return name != null && PUSHES.contains(name);
    }

    boolean isFailedLogin() {
        return FAILED_LOGIN.equals(name);
    }

    /** By the whole name; else by the action, by the name, or by the name's last word. */
    Activity activity() {
        String operation = operation();
        if (operation == null) {
            return Activity.NONE;
        }
        Activity named = TABLE.call(ANY, operation);
        if (named != null) {
            return named;
        }
        String verb = (action == null ? operation : action).toLowerCase(Locale.ROOT);
        Activity byVerb = TABLE.verb(verb);
        return byVerb.equals(Activity.OTHER) ? TABLE.verb(verb.substring(verb.lastIndexOf('_') + 1)) : byVerb;
    }

    /**
     * What came of it: a pipeline, a job or a deployment has a status, all else was done.
     *
     * @param status null where there is none
     */
    Outcome outcome(@Nullable String status) {
        if (operation() == null) {
            return Outcome.UNKNOWN;
        }
        if (isFailedLogin()) {
            return Outcome.FAILURE;
        }
        return status == null
                ? Outcome.SUCCESS
                : switch (status.toLowerCase(Locale.ROOT)) {
                    case "success" -> Outcome.SUCCESS;
                    case "failed" -> Outcome.FAILURE;
                    default -> Outcome.UNKNOWN;
                };
    }
}
