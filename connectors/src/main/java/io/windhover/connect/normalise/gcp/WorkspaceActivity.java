package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.Resources;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record of Workspace tells, whichever way it came: through Cloud Logging or from the Reports API ("Activities",
 * Admin SDK reference). A record may hold several events; all are of one call.
 *
 * @param events in the record's order
 */
record WorkspaceActivity(List<Event> events) {

    /**
     * One event.
     *
     * @param name such as {@code CREATE_USER} or {@code login_success}
     */
    record Event(@Nullable String name, List<Parameter> parameters) {}

    /** A value that an event was given. One with several values comes several times. */
    record Parameter(@Nullable String name, @Nullable String value) {}

    private static final String ANY = "";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(
                    Activity.AUTHENTICATION,
                    1,
                    ANY,
                    "login_success|login_failure|suspicious_login|suspicious_login_less_secure_app"
                            + "|suspicious_programmatic_login|risky_sensitive_action_allowed")
            .calls(Activity.AUTHENTICATION, 2, ANY, "logout")
            .calls(Activity.AUTHENTICATION, 99, ANY, "login_challenge|login_verification")
            .calls(Activity.USER_MANAGEMENT, 1, ANY, "create_user|undelete_user")
            .calls(
                    Activity.USER_MANAGEMENT,
                    2,
                    ANY,
                    "rename_user|change_first_name|change_last_name|change_recovery_email|change_recovery_phone"
                            + "|recovery_email_edit|recovery_phone_edit|recovery_secret_qa_edit")
            .calls(Activity.USER_MANAGEMENT, 3, ANY, "delete_user")
            .calls(Activity.USER_MANAGEMENT, 4, ANY, "unsuspend_user|unarchive_user")
            .calls(
                    Activity.USER_MANAGEMENT,
                    5,
                    ANY,
                    "suspend_user|archive_user|account_disabled_generic|account_disabled_hijacked"
                            + "|account_disabled_password_leak|account_disabled_spamming"
                            + "|account_disabled_spamming_through_relay")
            .calls(Activity.USER_MANAGEMENT, 8, ANY, "password_edit")
            .calls(Activity.USER_MANAGEMENT, 9, ANY, "change_password|change_password_on_next_login")
            .calls(Activity.USER_MANAGEMENT, 12, ANY, "2sv_enroll|titanium_enroll")
            .calls(Activity.USER_MANAGEMENT, 13, ANY, "2sv_disable|titanium_unenroll|turn_off_2_step_verification")
            .calls(
                    Activity.USER_MANAGEMENT,
                    16,
                    ANY,
                    "assign_role|grant_admin_privilege|grant_delegated_admin_privileges")
            .calls(Activity.USER_MANAGEMENT, 17, ANY, "unassign_role|revoke_admin_privilege")
            .calls(Activity.ROLE_MANAGEMENT, 1, ANY, "create_role")
            .calls(Activity.ROLE_MANAGEMENT, 2, ANY, "rename_role|update_role")
            .calls(Activity.ROLE_MANAGEMENT, 3, ANY, "delete_role")
            .calls(Activity.ROLE_MANAGEMENT, 4, ANY, "add_privilege")
            .calls(Activity.ROLE_MANAGEMENT, 5, ANY, "remove_privilege")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "add_group_member|add_user")
            .calls(Activity.GROUP_MANAGEMENT, 4, ANY, "remove_group_member|remove_user")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "delete_group")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "create_group")
            .calls(
                    Activity.GROUP_MANAGEMENT,
                    9,
                    ANY,
                    "update_group_member|change_group_setting|change_group_name|change_group_description")
            .verbs(Activity.CREATE, "create add upload copy insert authorize grant")
            .verbs(Activity.READ, "view download preview print list search access activity")
            .verbs(
                    Activity.UPDATE,
                    "change update edit rename move enforce allow toggle reset set assign unassign enable disable"
                            + " untrash approve")
            .verbs(Activity.DELETE, "delete remove trash revoke");

    /** What a parameter's value names. */
    private static final Map<String, String> THINGS = Map.ofEntries(
            Map.entry("doc_id", "document"),
            Map.entry("shared_drive_id", "shared drive"),
            Map.entry("user_email", "user"),
            Map.entry("target_user", "user"),
            Map.entry("affected_email_address", "user"),
            Map.entry("group_email", "group"),
            Map.entry("group_id", "group"),
            Map.entry("role_name", "role"),
            Map.entry("calendar_id", "calendar"),
            Map.entry("device_id", "device"),
            Map.entry("client_id", "application"),
            Map.entry("api_client_name", "application"),
            Map.entry("app_id", "application"),
            Map.entry("application_name", "application"),
            Map.entry("setting_name", "setting"),
            Map.entry("org_unit_name", "organisational unit"),
            Map.entry("domain_name", "domain"));

    /** The name of what was done: of the first event that has one. */
    @Nullable
    String operation() {
        return events.stream()
                .map(Event::name)
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    /** Of the first event that belongs to a class of its own, else of the first. */
    Activity activity() {
        Activity first = null;
        for (Event event : events) {
            String name = event.name() == null ? "" : event.name().strip().toLowerCase(Locale.ROOT);
            Activity named = TABLE.call(ANY, name);
            if (named != null) {
                return named;
            }
            if (first == null && !name.isEmpty()) {
                int end = name.indexOf('_');
                first = TABLE.verb(end < 0 ? name : name.substring(0, end));
            }
        }
        return first == null ? Activity.NONE : first;
    }

    /** Events are of what was done; only a sign-in may have failed. */
    Outcome outcome() {
        if (events.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        boolean failed = events.stream().anyMatch(event -> "login_failure".equalsIgnoreCase(event.name()));
        return failed ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    /** What all events' parameters name. */
    List<Resource> resources() {
        Resources resources = new Resources();
        for (Event event : events) {
            for (Parameter parameter : event.parameters()) {
                String type = parameter.name() == null
                        ? null
                        : THINGS.get(parameter.name().toLowerCase(Locale.ROOT));
                if (type != null) {
                    resources.add(parameter.value(), type);
                }
            }
        }
        return resources.list();
    }
}
