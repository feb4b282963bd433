package io.windhover.connect.normalise.github;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The OCSF class and activity of an action ("Audit log events for your enterprise", GitHub documentation). */
final class AuditActivity {

    private static final String ANY = "";

    /** Actions by name, and the log's own word for the kind of an action. */
    private static final String KIND = "operation_type";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(
                    Activity.AUTHENTICATION,
                    1,
                    ANY,
                    "user.login|user.failed_login|org.sso_response|business.sso_response"
                            + "|user.two_factor_challenge_success|user.two_factor_challenge_failure")
            .calls(Activity.AUTHENTICATION, 2, ANY, "user.logout")
            .calls(Activity.AUTHENTICATION, 7, ANY, "staff.fake_login|staff.fake_user")
            .calls(Activity.USER_MANAGEMENT, 1, ANY, "user.create|user.signup")
            .calls(Activity.USER_MANAGEMENT, 2, ANY, "user.rename|user.add_email|user.remove_email")
            .calls(Activity.USER_MANAGEMENT, 3, ANY, "user.delete|user.destroy")
            .calls(Activity.USER_MANAGEMENT, 4, ANY, "user.unsuspend")
            .calls(Activity.USER_MANAGEMENT, 5, ANY, "user.suspend")
            .calls(Activity.USER_MANAGEMENT, 8, ANY, "user.change_password")
            .calls(Activity.USER_MANAGEMENT, 9, ANY, "user.reset_password|user.forgot_password")
            .calls(Activity.USER_MANAGEMENT, 12, ANY, "two_factor_authentication.enabled")
            .calls(Activity.USER_MANAGEMENT, 13, ANY, "two_factor_authentication.disabled")
            .calls(
                    Activity.USER_MANAGEMENT,
                    14,
                    ANY,
                    "repo.add_member|repo.update_member|project.update_user_permission")
            .calls(Activity.USER_MANAGEMENT, 15, ANY, "repo.remove_member")
            .calls(
                    Activity.USER_MANAGEMENT,
                    16,
                    ANY,
                    "org.update_member|business.add_admin|business.add_billing_manager|user.promote"
                            + "|organization_role.assign|organization_moderators.add_user|team.promote_maintainer")
            .calls(
                    Activity.USER_MANAGEMENT,
                    17,
                    ANY,
                    "business.remove_admin|business.remove_billing_manager|user.demote|organization_role.revoke"
                            + "|organization_moderators.remove_user|team.demote_maintainer")
            .calls(
                    Activity.USER_MANAGEMENT,
                    18,
                    ANY,
                    "public_key.create|public_key.verify|oauth_access.create|oauth_authorization.create"
                            + "|personal_access_token.create|personal_access_token.access_granted|gpg_key.create")
            .calls(
                    Activity.USER_MANAGEMENT,
                    19,
                    ANY,
                    "public_key.delete|public_key.unverify|oauth_access.destroy|oauth_authorization.destroy"
                            + "|personal_access_token.destroy|personal_access_token.access_revoked|gpg_key.destroy")
            .calls(
                    Activity.GROUP_MANAGEMENT,
                    1,
                    ANY,
                    "team.add_repository|team.update_repository_permission|team.update_permission")
            .calls(Activity.GROUP_MANAGEMENT, 2, ANY, "team.remove_repository")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "team.add_member|org.add_member|business.add_organization")
            .calls(
                    Activity.GROUP_MANAGEMENT,
                    4,
                    ANY,
                    "team.remove_member|org.remove_member|org.remove_outside_collaborator")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "team.destroy")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "team.create")
            .calls(Activity.GROUP_MANAGEMENT, 9, ANY, "team.rename|team.change_privacy|team.change_parent_team")
            .calls(Activity.ROLE_MANAGEMENT, 1, ANY, "role.create|organization_role.create")
            .calls(Activity.ROLE_MANAGEMENT, 2, ANY, "role.update|organization_role.update")
            .calls(Activity.ROLE_MANAGEMENT, 3, ANY, "role.destroy|organization_role.destroy")
            .calls(
                    Activity.DETECTION_FINDING,
                    1,
                    ANY,
                    "secret_scanning_alert.create|repository_vulnerability_alert.create|code_scanning.alert_created")
            .calls(
                    Activity.DETECTION_FINDING,
                    2,
                    ANY,
                    "secret_scanning_alert.reopen|repository_vulnerability_alert.reopen"
                            + "|code_scanning.alert_reopened")
            .calls(
                    Activity.DETECTION_FINDING,
                    3,
                    ANY,
                    "secret_scanning_alert.resolve|repository_vulnerability_alert.dismiss"
                            + "|repository_vulnerability_alert.resolve|code_scanning.alert_closed_by_user")
            .calls(Activity.API_ACTIVITY, 3, ANY, "repo.access|git.push")
            .calls(Activity.API_ACTIVITY, 1, KIND, "create|restore")
            .calls(Activity.API_ACTIVITY, 2, KIND, "access")
            .calls(Activity.API_ACTIVITY, 3, KIND, "modify|transfer")
            .calls(Activity.API_ACTIVITY, 4, KIND, "remove")
            .calls(Activity.AUTHENTICATION, 1, KIND, "authentication")
            .verbs(Activity.CREATE, "create created add added register invite upload restore fork import")
            .verbs(Activity.READ, "clone fetch download read view list export access")
            .verbs(
                    Activity.UPDATE,
                    "update updated change enable enabled disable disabled transfer rename archived unarchived set"
                            + " approve dismiss resolve reopen block unblock suspend unsuspend accept deny grant edit"
                            + " modify policy")
            .verbs(Activity.DELETE, "destroy delete deleted remove removed cancel revoke revoked");

    private AuditActivity() {}

    /** By the whole action; else by the log's own word for its kind; else by the first word behind the last dot. */
    static Activity of(@Nullable String action, @Nullable String operationType) {
        if (action == null) {
            return Activity.NONE;
        }
        String name = action.toLowerCase(Locale.ROOT);
        Activity named = TABLE.call(ANY, name);
        if (named != null) {
            return named;
        }
        Activity byKind = operationType == null ? null : TABLE.call(KIND, operationType.toLowerCase(Locale.ROOT));
        if (byKind != null) {
            return byKind;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        int end = last.indexOf('_');
        return TABLE.verb(end < 0 ? last : last.substring(0, end));
    }
}
