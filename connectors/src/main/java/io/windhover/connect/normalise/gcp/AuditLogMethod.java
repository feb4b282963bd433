package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The OCSF class and activity of a method. Names differ from service to service ({@code v1.compute.instances.insert},
 * {@code google.iam.admin.v1.CreateRole}, {@code storage.setIamPermissions}): the verb is the first word behind the last
 * dot.
 */
final class AuditLogMethod {

    private static final String IAM = "iam.googleapis.com";

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(Activity.USER_MANAGEMENT, 1, IAM, "CreateServiceAccount|UndeleteServiceAccount")
            .calls(Activity.USER_MANAGEMENT, 2, IAM, "UpdateServiceAccount|PatchServiceAccount")
            .calls(Activity.USER_MANAGEMENT, 3, IAM, "DeleteServiceAccount")
            .calls(Activity.USER_MANAGEMENT, 4, IAM, "EnableServiceAccount")
            .calls(Activity.USER_MANAGEMENT, 5, IAM, "DisableServiceAccount")
            .calls(
                    Activity.USER_MANAGEMENT,
                    18,
                    IAM,
                    "CreateServiceAccountKey|UploadServiceAccountKey|EnableServiceAccountKey")
            .calls(Activity.USER_MANAGEMENT, 19, IAM, "DeleteServiceAccountKey|DisableServiceAccountKey")
            .calls(Activity.ROLE_MANAGEMENT, 1, IAM, "CreateRole|UndeleteRole")
            .calls(Activity.ROLE_MANAGEMENT, 2, IAM, "UpdateRole")
            .calls(Activity.ROLE_MANAGEMENT, 3, IAM, "DeleteRole")
            .verbs(Activity.CREATE, "create insert import upload copy clone restore undelete register provision")
            .verbs(
                    Activity.READ,
                    "get list describe query search watch fetch read lookup test batchget download export view check"
                            + " aggregated count access")
            .verbs(
                    Activity.UPDATE,
                    "set update patch add attach detach remove enable disable start stop reset resume suspend move"
                            + " rotate replace modify change apply switch bind rename cancel approve")
            .verbs(Activity.DELETE, "delete destroy deletecollection terminate purge drop");

    private AuditLogMethod() {}

    /** @param readOnly what the permissions that were checked say; it overrules the verb, which is only a convention */
    static Activity of(@Nullable String service, @Nullable String method, @Nullable Boolean readOnly) {
        if (method == null) {
            return Activity.NONE;
        }
        String name = method.substring(method.lastIndexOf('.') + 1);
        Activity named = service == null ? null : TABLE.call(service, name);
        if (named != null) {
            return named;
        }
        Activity byVerb = TABLE.verb(verb(name));
        if (Boolean.TRUE.equals(readOnly)) {
            return Activity.READ;
        }
        return readOnly != null && byVerb.equals(Activity.READ) ? Activity.OTHER : byVerb;
    }

    private static String verb(String name) {
        String singly = name.startsWith("Batch") && name.length() > 5 ? name.substring(5) : name;
        int end = 1;
        while (end < singly.length() && Character.isLowerCase(singly.charAt(end))) {
            end++;
        }
        return singly.substring(0, Math.min(end, singly.length())).toLowerCase(Locale.ROOT);
    }
}
