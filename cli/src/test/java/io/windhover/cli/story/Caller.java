package io.windhover.cli.story;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, from where and with what program.
 *
 * @param identity CloudTrail's {@code userIdentity}
 * @param account where the caller is at home
 * @param address an IP address, or the name of a service
 * @param agent the user agent
 */
record Caller(Map<String, @Nullable Object> identity, String account, String address, String agent) {
    private static final String SESSION_START = "2026-10-13T05:48:09Z";

    static Caller user(String account, String name, String accessKey) {
        return new Caller(
                Json.of(
                        "type",
                        "IAMUser",
                        "principalId",
                        "AIDA" + token(name),
                        "arn",
                        "arn:aws:iam::" + account + ":user/" + name,
                        "accountId",
                        account,
                        "accessKeyId",
                        accessKey,
                        "userName",
                        name),
                account,
                "",
                "");
    }

    static Caller session(String account, String role, String session) {
        return session(account, "", role, session);
    }

    /** Somebody signed in through IAM Identity Center. */
    static Caller person(String account, String permissionSet, String mail) {
        String role =
                "AWSReservedSSO_" + permissionSet + "_" + token(permissionSet).toLowerCase(java.util.Locale.ROOT);
        return session(account, "aws-reserved/sso.amazonaws.com/eu-central-1/", role, mail);
    }

    private static Caller session(String account, String path, String role, String session) {
        return new Caller(
                Json.of(
                        "type",
                        "AssumedRole",
                        "principalId",
                        "AROA" + token(role) + ":" + session,
                        "arn",
                        "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session,
                        "accountId",
                        account,
                        "accessKeyId",
                        "ASIA" + token(role + session),
                        "sessionContext",
                        Json.of(
                                "sessionIssuer",
                                        Json.of(
                                                "type",
                                                "Role",
                                                "principalId",
                                                "AROA" + token(role),
                                                "arn",
                                                "arn:aws:iam::" + account + ":role/" + path + role,
                                                "accountId",
                                                account,
                                                "userName",
                                                role),
                                "attributes", Json.of("creationDate", SESSION_START, "mfaAuthenticated", "false"))),
                account,
                "",
                "");
    }

    /** A pipeline that shows a token of its own identity provider. */
    static Caller webIdentity(String account, String subject) {
        String issuer = "token.actions.githubusercontent.com";
        return new Caller(
                Json.of(
                        "type",
                        "WebIdentityUser",
                        "principalId",
                        issuer + ":sts.amazonaws.com:" + subject,
                        "userName",
                        subject,
                        "identityProvider",
                        "arn:aws:iam::" + account + ":oidc-provider/" + issuer),
                account,
                "",
                "");
    }

    static Caller service(String name) {
        return new Caller(Json.of("type", "AWSService", "invokedBy", name), "", name, name);
    }

    /** Somebody who shows no credentials at all. */
    static Caller nobody() {
        return new Caller(Json.of("type", "AWSAccount", "principalId", "", "accountId", "anonymous"), "", "", "");
    }

    Caller from(String newAddress) {
        return new Caller(identity, account, newAddress, agent);
    }

    Caller using(String newAgent) {
        return new Caller(identity, account, address, newAgent);
    }

    /** The same identity, in whose name a service makes the call. */
    Caller through(String service) {
        Map<String, @Nullable Object> invoked = new LinkedHashMap<>(identity);
        invoked.put("invokedBy", service);
        return new Caller(invoked, account, service, service);
    }

    /** As a sign-in is recorded: there is no key yet. */
    Caller withoutKey() {
        Map<String, @Nullable Object> bare = new LinkedHashMap<>(identity);
        bare.remove("accessKeyId");
        bare.remove("sessionContext");
        return new Caller(bare, account, address, agent);
    }

    boolean isService() {
        return address.endsWith(".amazonaws.com") || address.equals("AWS Internal");
    }

    /** The 16 characters that follow the four of an identifier's kind; made up from the name and marked as an example. */
    static String token(String name) {
        String hash =
                Integer.toUnsignedString(name.hashCode(), 32) + Integer.toUnsignedString(name.length() * 7919, 32);
        String padded = (hash + "QXZKWVJYH").toUpperCase(java.util.Locale.ROOT);
        return padded.substring(0, 9) + "EXAMPLE";
    }
}
