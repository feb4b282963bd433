package io.windhover.connect.normalise.gitlab;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import io.windhover.connect.normalise.FieldValues;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an audit event says was done, and its OCSF class ("Audit event types", GitLab documentation). */
final class AuditOperation {

    private static final String ANY = "";

    /** Stands in a type's place where an event has none of its own. */
    private static final String NO_TYPE = "audit_operation";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(
                    Activity.AUTHENTICATION,
                    1,
                    ANY,
                    "signed in|failed login|user_signed_in|authenticated_with_group_saml"
                            + "|login_failed_with_standard_authentication|login_failed_with_otp_authentication"
                            + "|login_failed_with_webauthn_authentication")
            .calls(Activity.AUTHENTICATION, 7, ANY, "user_impersonation")
            .calls(Activity.USER_MANAGEMENT, 1, ANY, "user_created|user_approved|add user")
            .calls(Activity.USER_MANAGEMENT, 2, ANY, "user_username_updated|user_name_updated|user_email_updated")
            .calls(Activity.USER_MANAGEMENT, 3, ANY, "user_destroyed|user_rejected|remove user")
            .calls(Activity.USER_MANAGEMENT, 4, ANY, "user_unblocked|user_activate|unban_user")
            .calls(Activity.USER_MANAGEMENT, 5, ANY, "user_blocked|user_deactivate|ban_user")
            .calls(Activity.USER_MANAGEMENT, 6, ANY, "user_access_locked")
            .calls(Activity.USER_MANAGEMENT, 7, ANY, "user_access_unlocked")
            .calls(Activity.USER_MANAGEMENT, 8, ANY, "user_password_updated|change password")
            .calls(Activity.USER_MANAGEMENT, 9, ANY, "ask for password reset")
            .calls(Activity.USER_MANAGEMENT, 12, ANY, "user_enable_two_factor|user_registered_security_key")
            .calls(Activity.USER_MANAGEMENT, 13, ANY, "user_disable_two_factor")
            .calls(Activity.USER_MANAGEMENT, 16, ANY, "user_admin_status_updated|change admin status")
            .calls(
                    Activity.USER_MANAGEMENT,
                    18,
                    ANY,
                    "personal_access_token_issued|project_access_token_created|group_access_token_created|add ssh_key"
                            + "|create_ssh_key|add personal_access_token")
            .calls(
                    Activity.USER_MANAGEMENT,
                    19,
                    ANY,
                    "personal_access_token_revoked|project_access_token_deleted|group_access_token_deleted"
                            + "|remove ssh_key|remove_ssh_key")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "member_created|add user_access")
            .calls(Activity.GROUP_MANAGEMENT, 4, ANY, "member_destroyed|remove user_access")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "group_destroyed|remove group")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "group_created|add group")
            .calls(Activity.GROUP_MANAGEMENT, 9, ANY, "member_updated|change access_level|change access level")
            .calls(Activity.ROLE_MANAGEMENT, 1, ANY, "member_role_created")
            .calls(Activity.ROLE_MANAGEMENT, 2, ANY, "member_role_updated")
            .calls(Activity.ROLE_MANAGEMENT, 3, ANY, "member_role_deleted")
            .verbs(Activity.CREATE, "created create added add issued uploaded")
            .verbs(Activity.READ, "downloaded download viewed cloned git-upload-pack git-upload-archive")
            .verbs(
                    Activity.UPDATE,
                    "updated update changed change enabled disabled unprotected protected approved transferred"
                            + " archived unarchived moved renamed merged closed reopened paused git-receive-pack")
            .verbs(Activity.DELETE, "deleted destroyed destroy removed remove revoked");

    private AuditOperation() {}

    /** The event's type; without one, what its details say was done. Null where they say nothing. */
    static @Nullable String name(FieldValues<AuditField> record) {
        String type = record.first(AuditField.EVENT_TYPE, AuditField.EVENT_NAME);
        if (type != null && !type.equals(NO_TYPE)) {
            return type;
        }
        if (record.get(AuditField.FAILED_LOGIN) != null) {
            return "failed login";
        }
        if (record.get(AuditField.SIGNED_IN_WITH) != null) {
            return "signed in";
        }
        String told = told("add ", record.get(AuditField.ADD));
        told = told == null ? told("remove ", record.get(AuditField.REMOVE)) : told;
        told = told == null ? told("change ", record.first(AuditField.CHANGE, AuditField.LOGGED_CHANGE)) : told;
        told = told == null ? record.first(AuditField.MESSAGE, AuditField.MESSAGE_ACTION) : told;
        return told == null ? type : told;
    }

    private static @Nullable String told(String verb, @Nullable String thing) {
        return thing == null ? null : verb + thing;
    }

    /** By the whole name; else by its last word, where types have their verb; else by its first, where messages have it. */
    static Activity of(@Nullable String name, @Nullable String gitAction) {
        if (name == null) {
            return Activity.NONE;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        Activity named = TABLE.call(ANY, lower);
        if (named != null) {
            return named;
        }
        if (gitAction != null) {
            return TABLE.verb(gitAction.toLowerCase(Locale.ROOT));
        }
        Activity byLast = TABLE.verb(lower.substring(lower.lastIndexOf('_') + 1));
        int blank = lower.indexOf(' ');
        return byLast.equals(Activity.OTHER) && blank > 0 ? TABLE.verb(lower.substring(0, blank)) : byLast;
    }
}
