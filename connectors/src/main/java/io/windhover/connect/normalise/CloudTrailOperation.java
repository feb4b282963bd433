package io.windhover.connect.normalise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OCSF 1.8 class and activity of a call.
 *
 * <p>Some services put their API's version behind an operation's name ({@code UpdateFunctionCode20150331v2}). The event
 * keeps the name as it was logged, because rules are written for that; only here is the version left out.
 *
 * @param classUid 0 where no class fits
 * @param activityId 99 where the class has no activity for it
 */
record CloudTrailOperation(int classUid, int activityId) {

    static final CloudTrailOperation NONE = new CloudTrailOperation(0, 0);

    private static final int AUTHENTICATION = 3002;
    private static final int GROUP_MANAGEMENT = 3006;
    private static final int USER_MANAGEMENT = 3007;
    private static final int ROLE_MANAGEMENT = 3008;
    private static final int API_ACTIVITY = 6003;

    private static final CloudTrailOperation CREATE = new CloudTrailOperation(API_ACTIVITY, 1);
    private static final CloudTrailOperation READ = new CloudTrailOperation(API_ACTIVITY, 2);
    private static final CloudTrailOperation UPDATE = new CloudTrailOperation(API_ACTIVITY, 3);
    private static final CloudTrailOperation DELETE = new CloudTrailOperation(API_ACTIVITY, 4);
    private static final CloudTrailOperation OTHER = new CloudTrailOperation(API_ACTIVITY, 99);

    /** Calls that belong to a class of their own: {@code service: operation operation …}. */
    private record Classified(int classUid, int activityId, String service, String operations) {}

    private static final List<Classified> CLASSIFIED = List.of(
            new Classified(AUTHENTICATION, 1, "signin", "ConsoleLogin UserAuthentication"),
            new Classified(AUTHENTICATION, 2, "signin", "Logout Signout"),
            new Classified(AUTHENTICATION, 7, "signin", "SwitchRole ExitRole"),
            new Classified(AUTHENTICATION, 99, "signin", "CheckMfa CredentialChallenge CredentialVerification"),
            new Classified(AUTHENTICATION, 1, "sso", "Authenticate Federate"),
            new Classified(AUTHENTICATION, 2, "sso", "Logout"),
            new Classified(USER_MANAGEMENT, 1, "iam", "CreateUser"),
            new Classified(USER_MANAGEMENT, 2, "iam", "UpdateUser UpdateAccessKey TagUser UntagUser"),
            new Classified(USER_MANAGEMENT, 3, "iam", "DeleteUser"),
            new Classified(USER_MANAGEMENT, 8, "iam", "ChangePassword"),
            new Classified(USER_MANAGEMENT, 9, "iam", "UpdateLoginProfile"),
            new Classified(USER_MANAGEMENT, 10, "iam", "AttachUserPolicy PutUserPolicy"),
            new Classified(USER_MANAGEMENT, 11, "iam", "DetachUserPolicy DeleteUserPolicy"),
            new Classified(USER_MANAGEMENT, 12, "iam", "EnableMFADevice"),
            new Classified(USER_MANAGEMENT, 13, "iam", "DeactivateMFADevice"),
            new Classified(
                    USER_MANAGEMENT,
                    18,
                    "iam",
                    "CreateAccessKey UploadSSHPublicKey UploadSigningCertificate CreateServiceSpecificCredential"
                            + " ResetServiceSpecificCredential"),
            new Classified(
                    USER_MANAGEMENT,
                    19,
                    "iam",
                    "DeleteAccessKey DeleteSSHPublicKey DeleteSigningCertificate DeleteServiceSpecificCredential"),
            new Classified(
                    USER_MANAGEMENT,
                    99,
                    "iam",
                    "CreateLoginProfile DeleteLoginProfile PutUserPermissionsBoundary DeleteUserPermissionsBoundary"),
            new Classified(ROLE_MANAGEMENT, 1, "iam", "CreateRole CreateServiceLinkedRole"),
            new Classified(
                    ROLE_MANAGEMENT,
                    2,
                    "iam",
                    "UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy TagRole UntagRole"),
            new Classified(ROLE_MANAGEMENT, 3, "iam", "DeleteRole DeleteServiceLinkedRole"),
            new Classified(ROLE_MANAGEMENT, 6, "iam", "AddRoleToInstanceProfile"),
            new Classified(ROLE_MANAGEMENT, 7, "iam", "RemoveRoleFromInstanceProfile"),
            new Classified(ROLE_MANAGEMENT, 8, "iam", "AttachRolePolicy PutRolePolicy"),
            new Classified(ROLE_MANAGEMENT, 9, "iam", "DetachRolePolicy DeleteRolePolicy"),
            new Classified(ROLE_MANAGEMENT, 99, "iam", "PutRolePermissionsBoundary DeleteRolePermissionsBoundary"),
            new Classified(GROUP_MANAGEMENT, 3, "iam", "AddUserToGroup"),
            new Classified(GROUP_MANAGEMENT, 4, "iam", "RemoveUserFromGroup"),
            new Classified(GROUP_MANAGEMENT, 5, "iam", "DeleteGroup"),
            new Classified(GROUP_MANAGEMENT, 6, "iam", "CreateGroup"),
            new Classified(GROUP_MANAGEMENT, 9, "iam", "UpdateGroup"),
            new Classified(GROUP_MANAGEMENT, 10, "iam", "AttachGroupPolicy PutGroupPolicy"),
            new Classified(GROUP_MANAGEMENT, 11, "iam", "DetachGroupPolicy DeleteGroupPolicy"));

    private static final Map<String, Map<String, CloudTrailOperation>> BY_CALL = byCall();

    /** The first word of an operation's name. */
    private static final Map<String, CloudTrailOperation> BY_VERB = byVerb();

    private static Map<String, Map<String, CloudTrailOperation>> byCall() {
        Map<String, Map<String, CloudTrailOperation>> byCall = new HashMap<>();
        for (Classified classified : CLASSIFIED) {
            CloudTrailOperation operation = new CloudTrailOperation(classified.classUid(), classified.activityId());
            for (String name : classified.operations().split(" ", -1)) {
                byCall.computeIfAbsent(classified.service() + ".amazonaws.com", ignored -> new HashMap<>())
                        .put(name, operation);
            }
        }
        return byCall;
    }

    private static Map<String, CloudTrailOperation> byVerb() {
        Map<String, CloudTrailOperation> byVerb = new HashMap<>();
        put(byVerb, CREATE, "Create Run Allocate Register Import Copy Restore Request Issue Publish Upload");
        put(byVerb, READ, "Get List Describe Head Lookup Search Query Scan Select View Download Simulate Preview");
        put(
                byVerb,
                UPDATE,
                "Put Update Modify Set Attach Detach Associate Disassociate Enable Disable Add Authorize Revoke Tag"
                        + " Untag Replace Change Reset Configure Start Stop Reboot Rotate Accept Reject Assign Unassign"
                        + " Deactivate Activate Cancel Rename Move");
        put(byVerb, DELETE, "Delete Terminate Remove Deregister Release Purge Destroy");
        return byVerb;
    }

    private static void put(Map<String, CloudTrailOperation> byVerb, CloudTrailOperation operation, String verbs) {
        for (String verb : verbs.split(" ", -1)) {
            byVerb.put(verb, operation);
        }
    }

    /**
     * Classifies a call.
     *
     * @param readOnly what the log says; it overrules the verb, which is only a convention
     */
    static CloudTrailOperation of(@Nullable String source, @Nullable String name, @Nullable Boolean readOnly) {
        if (name == null) {
            return NONE;
        }
        String unversioned = name.substring(0, endOfName(name));
        CloudTrailOperation classified =
                source == null ? null : BY_CALL.getOrDefault(source, Map.of()).get(unversioned);
        if (classified != null) {
            return classified;
        }
        if (Boolean.TRUE.equals(readOnly)) {
            return READ;
        }
        CloudTrailOperation byVerb = BY_VERB.getOrDefault(verb(unversioned), OTHER);
        return readOnly != null && byVerb.equals(READ) ? OTHER : byVerb;
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
