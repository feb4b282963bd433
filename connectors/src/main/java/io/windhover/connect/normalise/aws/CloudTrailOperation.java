package io.windhover.connect.normalise.aws;

import static io.windhover.connect.normalise.Activity.AUTHENTICATION;
import static io.windhover.connect.normalise.Activity.GROUP_MANAGEMENT;
import static io.windhover.connect.normalise.Activity.ROLE_MANAGEMENT;
import static io.windhover.connect.normalise.Activity.USER_MANAGEMENT;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.ActivityTable;
import org.jspecify.annotations.Nullable;

/**
 * The OCSF class and activity of a call.
 *
 * <p>Some services put their API's version behind an operation's name ({@code UpdateFunctionCode20150331v2}). The event
 * keeps the name as it was logged, because rules are written for that; only here is the version left out.
 */
final class CloudTrailOperation {

    private static final ActivityTable TABLE = new ActivityTable()
            .calls(AUTHENTICATION, 1, "signin.amazonaws.com", "ConsoleLogin|UserAuthentication")
            .calls(AUTHENTICATION, 2, "signin.amazonaws.com", "Logout|Signout")
            .calls(AUTHENTICATION, 7, "signin.amazonaws.com", "SwitchRole|ExitRole")
            .calls(AUTHENTICATION, 99, "signin.amazonaws.com", "CheckMfa|CredentialChallenge|CredentialVerification")
            .calls(AUTHENTICATION, 1, "sso.amazonaws.com", "Authenticate|Federate")
            .calls(AUTHENTICATION, 2, "sso.amazonaws.com", "Logout")
            .calls(USER_MANAGEMENT, 1, "iam.amazonaws.com", "CreateUser")
            .calls(USER_MANAGEMENT, 2, "iam.amazonaws.com", "UpdateUser|UpdateAccessKey|TagUser|UntagUser")
            .calls(USER_MANAGEMENT, 3, "iam.amazonaws.com", "DeleteUser")
            .calls(USER_MANAGEMENT, 8, "iam.amazonaws.com", "ChangePassword")
            .calls(USER_MANAGEMENT, 9, "iam.amazonaws.com", "UpdateLoginProfile")
            .calls(USER_MANAGEMENT, 10, "iam.amazonaws.com", "AttachUserPolicy|PutUserPolicy")
            .calls(USER_MANAGEMENT, 11, "iam.amazonaws.com", "DetachUserPolicy|DeleteUserPolicy")
            .calls(USER_MANAGEMENT, 12, "iam.amazonaws.com", "EnableMFADevice")
            .calls(USER_MANAGEMENT, 13, "iam.amazonaws.com", "DeactivateMFADevice")
            .calls(
                    USER_MANAGEMENT,
                    18,
                    "iam.amazonaws.com",
                    "CreateAccessKey|UploadSSHPublicKey|UploadSigningCertificate|"
                            + "CreateServiceSpecificCredential|ResetServiceSpecificCredential")
            .calls(
                    USER_MANAGEMENT,
                    19,
                    "iam.amazonaws.com",
                    "DeleteAccessKey|DeleteSSHPublicKey|DeleteSigningCertificate|" + "DeleteServiceSpecificCredential")
            .calls(
                    USER_MANAGEMENT,
                    99,
                    "iam.amazonaws.com",
                    "CreateLoginProfile|DeleteLoginProfile|PutUserPermissionsBoundary|"
                            + "DeleteUserPermissionsBoundary")
            .calls(ROLE_MANAGEMENT, 1, "iam.amazonaws.com", "CreateRole|CreateServiceLinkedRole")
            .calls(
                    ROLE_MANAGEMENT,
                    2,
                    "iam.amazonaws.com",
                    "UpdateRole|UpdateRoleDescription|UpdateAssumeRolePolicy|TagRole|UntagRole")
            .calls(ROLE_MANAGEMENT, 3, "iam.amazonaws.com", "DeleteRole|DeleteServiceLinkedRole")
            .calls(ROLE_MANAGEMENT, 6, "iam.amazonaws.com", "AddRoleToInstanceProfile")
            .calls(ROLE_MANAGEMENT, 7, "iam.amazonaws.com", "RemoveRoleFromInstanceProfile")
            .calls(ROLE_MANAGEMENT, 8, "iam.amazonaws.com", "AttachRolePolicy|PutRolePolicy")
            .calls(ROLE_MANAGEMENT, 9, "iam.amazonaws.com", "DetachRolePolicy|DeleteRolePolicy")
            .calls(ROLE_MANAGEMENT, 99, "iam.amazonaws.com", "PutRolePermissionsBoundary|DeleteRolePermissionsBoundary")
            .calls(GROUP_MANAGEMENT, 3, "iam.amazonaws.com", "AddUserToGroup")
            .calls(GROUP_MANAGEMENT, 4, "iam.amazonaws.com", "RemoveUserFromGroup")
            .calls(GROUP_MANAGEMENT, 5, "iam.amazonaws.com", "DeleteGroup")
            .calls(GROUP_MANAGEMENT, 6, "iam.amazonaws.com", "CreateGroup")
            .calls(GROUP_MANAGEMENT, 9, "iam.amazonaws.com", "UpdateGroup")
            .calls(GROUP_MANAGEMENT, 10, "iam.amazonaws.com", "AttachGroupPolicy|PutGroupPolicy")
            .calls(GROUP_MANAGEMENT, 11, "iam.amazonaws.com", "DetachGroupPolicy|DeleteGroupPolicy")
            .verbs(Activity.CREATE, "Create Run Allocate Register Import Copy Restore Request Issue Publish Upload")
            .verbs(
                    Activity.READ,
                    "Get List Describe Head Lookup Search Query Scan Select View Download Simulate Preview")
            .verbs(
                    Activity.UPDATE,
                    "Put Update Modify Set Attach Detach Associate Disassociate Enable Disable Add "
                            + "Authorize Revoke Tag Untag Replace Change Reset Configure Start Stop Reboot Rotate "
                            + "Accept Reject Assign Unassign Deactivate Activate Cancel Rename Move")
            .verbs(Activity.DELETE, "Delete Terminate Remove Deregister Release Purge Destroy");

    private CloudTrailOperation() {}

    /**
     * Classifies a call.
     *
     * @param readOnly what the log says; it overrules the verb, which is only a convention
     */
    static Activity of(@Nullable String source, @Nullable String name, @Nullable Boolean readOnly) {
        if (name == null) {
            return Activity.NONE;
        }
        String unversioned = name.substring(0, endOfName(name));
        Activity classified = source == null ? null : TABLE.call(source, unversioned);
        if (classified != null) {
            return classified;
        }
        if (Boolean.TRUE.equals(readOnly)) {
            return Activity.READ;
        }
        Activity byVerb = TABLE.verb(verb(unversioned));
        return readOnly != null && byVerb.equals(Activity.READ) ? Activity.OTHER : byVerb;
    }

    /** Where a version such as {@code 2015_03_31} or {@code 20150331v2} begins. */
    private static int endOfName(String name) {
        int end = name.length();
        int digits = 0;
        while (end > 0 && isVersion(name.charAt(end - 1))) {
            digits += Character.isDigit(name.charAt(end - 1)) ? 1 : 0;
            end--;
        }
        return digits >= 8 ? end : name.length();
    }

    private static boolean isVersion(char c) {
        return (c >= '0' && c <= '9') || c == '_' || c == 'v';
    }

    private static String verb(String name) {
        String singly = name.startsWith("Batch") && name.length() > 5 ? name.substring(5) : name;
        int end = 1;
        while (end < singly.length() && Character.isLowerCase(singly.charAt(end))) {
            end++;
        }
        return singly.substring(0, Math.min(end, singly.length()));
    }
}
