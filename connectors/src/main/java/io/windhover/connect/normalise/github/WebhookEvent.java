package io.windhover.connect.normalise.github;

import static io.windhover.connect.normalise.github.WebhookField.ALERT;
import static io.windhover.connect.normalise.github.WebhookField.CHECK;
import static io.windhover.connect.normalise.github.WebhookField.COMMENT;
import static io.windhover.connect.normalise.github.WebhookField.ISSUE;
import static io.windhover.connect.normalise.github.WebhookField.JOB;
import static io.windhover.connect.normalise.github.WebhookField.MEMBER;
import static io.windhover.connect.normalise.github.WebhookField.MEMBERSHIP_USER;
import static io.windhover.connect.normalise.github.WebhookField.PULL_REQUEST;
import static io.windhover.connect.normalise.github.WebhookField.PUSHER;
import static io.windhover.connect.normalise.github.WebhookField.RELEASE;
import static io.windhover.connect.normalise.github.WebhookField.REVIEW;
import static io.windhover.connect.normalise.github.WebhookField.RUN;
import static io.windhover.connect.normalise.github.WebhookField.TEAM;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import io.windhover.connect.normalise.FieldValues;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook tells of ("Webhook events and payloads", GitHub documentation).
 *
 * @param name of the event, such as {@code pull_request}; null where it is not known
 * @param action what was done, where the event has actions
 */
record WebhookEvent(@Nullable String name, @Nullable String action) {

    /** Names the event, and does not stand in its body. */
    static final String HEADER = "x-github-event";

    private static final String ANY = "";

    /**
     * Things that tell an event's name where no header does: the first that is there. A comment's or a review's body also
     * holds what it is on.
     */
    private static final List<Map.Entry<WebhookField, String>> TELLING = List.of(
            Map.entry(REVIEW, "pull_request_review"),
            Map.entry(COMMENT, "issue_comment"),
            Map.entry(JOB, "workflow_job"),
            Map.entry(RUN, "workflow_run"),
            Map.entry(CHECK, "check_run"),
            Map.entry(PULL_REQUEST, "pull_request"),
            Map.entry(ISSUE, "issues"),
            Map.entry(RELEASE, "release"),
            Map.entry(ALERT, "alert"),
            Map.entry(MEMBERSHIP_USER, "organization"),
            Map.entry(MEMBER, "member"),
            Map.entry(TEAM, "team"),
            Map.entry(PUSHER, "push"));

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(Activity.USER_MANAGEMENT, 14, ANY, "member.added|member.edited")
            .calls(Activity.USER_MANAGEMENT, 15, ANY, "member.removed")
            .calls(Activity.USER_MANAGEMENT, 18, ANY, "personal_access_token_request.approved")
            .calls(Activity.GROUP_MANAGEMENT, 1, ANY, "team_add|team.added_to_repository")
            .calls(Activity.GROUP_MANAGEMENT, 2, ANY, "team.removed_from_repository")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "organization.member_added|membership.added")
            .calls(Activity.GROUP_MANAGEMENT, 4, ANY, "organization.member_removed|membership.removed")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "team.deleted")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "team.created")
            .calls(Activity.GROUP_MANAGEMENT, 9, ANY, "team.edited")
            .calls(
                    Activity.DETECTION_FINDING,
                    1,
                    ANY,
                    "secret_scanning_alert.created|code_scanning_alert.created"
                            + "|code_scanning_alert.appeared_in_branch|dependabot_alert.created"
                            + "|repository_vulnerability_alert.create")
            .calls(
                    Activity.DETECTION_FINDING,
                    2,
                    ANY,
                    "secret_scanning_alert.reopened|code_scanning_alert.reopened"
                            + "|code_scanning_alert.reopened_by_user|dependabot_alert.reopened"
                            + "|repository_vulnerability_alert.reopen")
            .calls(
                    Activity.DETECTION_FINDING,
                    3,
                    ANY,
                    "secret_scanning_alert.resolved|code_scanning_alert.closed_by_user|code_scanning_alert.fixed"
                            + "|dependabot_alert.dismissed|dependabot_alert.fixed|dependabot_alert.auto_dismissed"
                            + "|repository_vulnerability_alert.dismiss|repository_vulnerability_alert.resolve")
            .verbs(Activity.CREATE, "created create added opened submitted published requested fork forked")
            .verbs(
                    Activity.UPDATE,
                    "edited push public publicized privatized archived unarchived renamed transferred assigned"
                            + " unassigned labeled unlabeled closed reopened synchronize gollum disabled enabled"
                            + " suspend unsuspend dismissed resolved fixed changed")
            .verbs(Activity.DELETE, "deleted delete removed destroyed");

    /** By the header, else by what the body is about. */
    static WebhookEvent of(FieldValues<WebhookField> body, Map<String, String> headers) {
        String named = headers.get(HEADER);
        return new WebhookEvent(named == null ? told(body) : named, body.get(WebhookField.ACTION));
    }

    private static @Nullable String told(FieldValues<WebhookField> body) {
        return TELLING.stream()
                .filter(telling -> body.get(telling.getKey()) != null)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** {@code pull_request.opened}, or as much of it as is known. */
    @Nullable
    String operation() {
        return name == null ? action : action == null ? name : name + "." + action;
    }

    /** By event and action; else by the action, or by the event's name where it has no actions. */
    Activity activity() {
        String operation = operation();
        if (operation == null) {
            return Activity.NONE;
        }
        Activity named = TABLE.call(ANY, operation.toLowerCase(Locale.ROOT));
        return named == null ? TABLE.verb((action == null ? operation : action).toLowerCase(Locale.ROOT)) : named;
    }
}
