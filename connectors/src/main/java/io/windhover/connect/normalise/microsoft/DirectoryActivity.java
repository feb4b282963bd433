package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The OCSF class and activity of what is done in the directory ("Microsoft Entra audit log activity reference"). The same
 * activities stand in Entra's audit log and in Microsoft 365's, there with a dot or a blank behind them.
 */
final class DirectoryActivity {

    private static final String ANY = "";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(Activity.AUTHENTICATION, 1, ANY, "userloggedin|userloginfailed|mailboxlogin|teamssessionstarted")
            .calls(Activity.DETECTION_FINDING, 1, ANY, "alerttriggered|alertentitygenerated")
            .calls(Activity.DETECTION_FINDING, 2, ANY, "alertupdated")
            .calls(Activity.AUTHENTICATION, 2, ANY, "userloggedoff|signout")
            .calls(
                    Activity.USER_MANAGEMENT,
                    1,
                    ANY,
                    "add user|invite external user|restore user|add service principal|create user")
            .calls(
                    Activity.USER_MANAGEMENT,
                    2,
                    ANY,
                    "update user|update service principal|update stsrefreshtokenvalidfrom timestamp"
                            + "|redeem external user invite")
            .calls(
                    Activity.USER_MANAGEMENT,
                    3,
                    ANY,
                    "delete user|hard delete user|remove service principal|hard delete service principal")
            .calls(Activity.USER_MANAGEMENT, 4, ANY, "enable account")
            .calls(Activity.USER_MANAGEMENT, 5, ANY, "disable account")
            .calls(
                    Activity.USER_MANAGEMENT,
                    8,
                    ANY,
                    "change user password|change password (self-service)|user changed default security info")
            .calls(
                    Activity.USER_MANAGEMENT,
                    9,
                    ANY,
                    "reset user password|reset password (by admin)|reset password (self-service)"
                            + "|set force change user password")
            .calls(
                    Activity.USER_MANAGEMENT,
                    12,
                    ANY,
                    "enable strong authentication|user registered security info"
                            + "|user registered all required security info|admin registered security info")
            .calls(
                    Activity.USER_MANAGEMENT,
                    13,
                    ANY,
                    "disable strong authentication|user deleted security info|admin deleted security info")
            .calls(
                    Activity.USER_MANAGEMENT,
                    14,
                    ANY,
                    "add app role assignment to service principal|add app role assignment grant to user"
                            + "|add delegated permission grant|consent to application|add owner to application"
                            + "|add owner to service principal")
            .calls(
                    Activity.USER_MANAGEMENT,
                    15,
                    ANY,
                    "remove app role assignment from service principal|remove app role assignment from user"
                            + "|remove delegated permission grant|remove owner from application"
                            + "|remove owner from service principal")
            .calls(
                    Activity.USER_MANAGEMENT,
                    16,
                    ANY,
                    "add member to role|add eligible member to role|add scoped member to role"
                            + "|add member to role outside of pim (permanent)"
                            + "|add member to role completed (pim activation)"
                            + "|add member to role in pim completed (permanent)"
                            + "|add member to role in pim completed (timebound)"
                            + "|add eligible member to role in pim completed (permanent)"
                            + "|add eligible member to role in pim completed (timebound)")
            .calls(
                    Activity.USER_MANAGEMENT,
                    17,
                    ANY,
                    "remove member from role|remove eligible member from role|remove scoped member from role"
                            + "|remove member from role in pim completed (permanent)"
                            + "|remove member from role (pim activation expired)")
            .calls(
                    Activity.USER_MANAGEMENT,
                    18,
                    ANY,
                    "add service principal credentials"
                            + "|update application – certificates and secrets management"
                            + "|update application - certificates and secrets management"
                            + "|update service principal – certificates and secrets management")
            .calls(Activity.USER_MANAGEMENT, 19, ANY, "remove service principal credentials")
            .calls(Activity.ROLE_MANAGEMENT, 1, ANY, "add role definition")
            .calls(Activity.ROLE_MANAGEMENT, 2, ANY, "update role definition|update role setting in pim")
            .calls(Activity.ROLE_MANAGEMENT, 3, ANY, "delete role definition")
            .calls(Activity.GROUP_MANAGEMENT, 1, ANY, "add owner to group|add app role assignment to group")
            .calls(Activity.GROUP_MANAGEMENT, 2, ANY, "remove owner from group|remove app role assignment from group")
            .calls(Activity.GROUP_MANAGEMENT, 3, ANY, "add member to group")
            .calls(Activity.GROUP_MANAGEMENT, 4, ANY, "remove member from group")
            .calls(Activity.GROUP_MANAGEMENT, 5, ANY, "delete group|hard delete group")
            .calls(Activity.GROUP_MANAGEMENT, 6, ANY, "add group|create group")
            .calls(Activity.GROUP_MANAGEMENT, 9, ANY, "update group|set group managed by")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    1,
                    ANY,
                    "add application|add policy|add conditional access policy|add device|register device"
                            + "|add unverified domain|add verified domain|add named location")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    3,
                    ANY,
                    "update application|update policy|update conditional access policy|update device|verify domain"
                            + "|set federation settings on domain|set domain authentication|set company information"
                            + "|update named location|update authorization policy")
            .calls(
                    Activity.ENTITY_MANAGEMENT,
                    4,
                    ANY,
                    "delete application|hard delete application|delete policy|delete conditional access policy"
                            + "|delete device|remove unverified domain|remove verified domain|delete named location")
            .verbs(Activity.CREATE, "add create new invite register start restore send sendas sendonbehalf import")
            .verbs(Activity.READ, "get list read view search validate mailitemsaccessed export download preview test")
            .verbs(
                    Activity.UPDATE,
                    "update set change enable disable assign unassign reset revoke verify convert move moved modify"
                            + " self-service approve confirm dismiss grant rename install")
            .verbs(Activity.DELETE, "delete remove hard harddelete softdelete movetodeleteditems purge uninstall")
            .verbs(Activity.READ, "accessed viewed downloaded previewed searched exported synced")
            .verbs(Activity.CREATE, "created uploaded added copied sent joined")
            .verbs(Activity.UPDATE, "modified updated renamed changed restored set checkedin checkedout shared")
            .verbs(Activity.DELETE, "deleted removed recycled purged revoked");

    private DirectoryActivity() {}

    /** The name without the blanks and dots behind it. */
    static @Nullable String trimmed(@Nullable String operation) {
        if (operation == null) {
            return null;
        }
        int end = operation.length();
        while (end > 0 && (operation.charAt(end - 1) == '.' || Character.isWhitespace(operation.charAt(end - 1)))) {
            end--;
        }
        return end == 0 ? null : operation.substring(0, end).stripLeading();
    }

    /** By the whole name; else by its first word ({@code New-InboxRule}); else by its last ({@code FileDownloaded}). */
    static Activity of(@Nullable String operation) {
        String name = trimmed(operation);
        if (name == null) {
            return Activity.NONE;
        }
        Activity named = TABLE.call(ANY, name.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        int end = 0;
        while (end < name.length() && Character.isLetter(name.charAt(end))) {
            end++;
        }
        Activity byFirst = TABLE.verb(name.substring(0, end).toLowerCase(Locale.ROOT));
        if (!byFirst.equals(Activity.OTHER) || end < name.length()) {
            return byFirst;
        }
        int last = name.length() - 1;
        while (last > 0 && !Character.isUpperCase(name.charAt(last))) {
            last--;
        }
        return TABLE.verb(name.substring(last).toLowerCase(Locale.ROOT));
    }
}
