package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The OCSF class and activity of an operation of Azure Resource Manager: {@code provider/type/…/verb}, where the verb is
 * {@code write}, {@code delete}, {@code read} or, behind a name of its own, {@code action}. Case does not count.
 */
final class AzureOperation {

    private static final String ANY = "";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(
                    Activity.USER_MANAGEMENT,
                    16,
                    ANY,
                    "microsoft.authorization/roleassignments/write"
                            + "|microsoft.authorization/elevateaccess/action"
                            + "|microsoft.authorization/roleeligibilityschedulerequests/write"
                            + "|microsoft.authorization/roleassignmentschedulerequests/write")
            .calls(Activity.USER_MANAGEMENT, 17, ANY, "microsoft.authorization/roleassignments/delete")
            .calls(Activity.ROLE_MANAGEMENT, 2, ANY, "microsoft.authorization/roledefinitions/write")
            .calls(Activity.ROLE_MANAGEMENT, 3, ANY, "microsoft.authorization/roledefinitions/delete")
            .verbs(Activity.CREATE, "create register generate import restore")
            .verbs(Activity.READ, "read list get query search export download beginget validate check what")
            .verbs(
                    Activity.UPDATE,
                    "write update set move start restart stop deallocate power poweroff redeploy reset regenerate"
                            + " rotate run runcommand extract assign join enable disable failover swap upgrade resize"
                            + " capture generalize publish")
            .verbs(Activity.DELETE, "delete purge remove unregister");

    private AzureOperation() {}

    /** @param signature the result's second word; it tells a creation from a change */
    static Activity of(@Nullable String operation, @Nullable String signature) {
        if (operation == null) {
            return Activity.NONE;
        }
        String name = operation.toLowerCase(Locale.ROOT);
        Activity named = TABLE.call(ANY, name);
        if (named != null) {
            return named;
        }
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            return TABLE.verb(firstWord(operation));
        }
        String verb = name.substring(slash + 1);
        if (verb.equals("action")) {
            int from = operation.lastIndexOf('/', slash - 1) + 1;
            return TABLE.verb(firstWord(operation.substring(from, slash)));
        }
        boolean created =
                signature != null && signature.toLowerCase(Locale.ROOT).endsWith("created");
        return verb.equals("write") && created ? Activity.CREATE : TABLE.verb(verb);
    }

    /** In {@code listKeys} the letters before the second capital; all of them where a log wrote it in capitals. */
    private static String firstWord(String name) {
        int end = Math.min(1, name.length());
        while (end < name.length() && Character.isLowerCase(name.charAt(end))) {
            end++;
        }
        String word = end <= 1 ? name : name.substring(0, end);
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("list") ? "list" : lower.startsWith("begin") ? "beginget" : lower;
    }
}
