package io.windhover.cli.story;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, from where and with what program.
 *
 * @param identity CloudTrail's {@code userIdentity}
 * @param account where the caller is at home; empty for services and for nobody
 * @param address an IP address, or the name of a service
 * @param agent the user agent
 */
record Caller(Map<String, @Nullable Object> identity, String account, String address, String agent) {
    private static final String TOKEN_ISSUER = "token.actions.githubusercontent.com";

<<<<<<< HEAD
    private Caller(Map<String, @Nullable Object> identity, String account) {
        this(identity, account, "", "");
    }

    static Caller user(String account, String name) {
        return new Caller(Json.object("""
                {'type': 'IAMUser', 'principalId': 'AIDA%1$s', 'arn': 'arn:aws:iam::%2$s:user/%3$s',
                 'accountId': '%2$s', 'accessKeyId': 'AKIA%1$s', 'userName': '%3$s'}""", token(name), account, name), account);
=======
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
>>>>>>> cli
    }

    static Caller session(String account, String role, String session) {
        return session(account, "", role, session);
    }

    /** Somebody signed in through IAM Identity Center. */
    static Caller person(String account, String permissionSet, String mail) {
        String role =
<<<<<<< HEAD
                "AWSReservedSSO_" + permissionSet + "_" + token(permissionSet).toLowerCase(Locale.ROOT);
=======
                "AWSReservedSSO_" + permissionSet + "_" + token(permissionSet).toLowerCase(java.util.Locale.ROOT);
>>>>>>> cli
        return session(account, "aws-reserved/sso.amazonaws.com/eu-central-1/", role, mail);
    }

    private static Caller session(String account, String path, String role, String session) {
<<<<<<< HEAD
        return new Caller(Json.object("""
                {'type': 'AssumedRole', 'principalId': 'AROA%1$s:%2$s',
                 'arn': 'arn:aws:sts::%3$s:assumed-role/%4$s/%2$s', 'accountId': '%3$s', 'accessKeyId': 'ASIA%5$s',
                 'sessionContext': {
                   'sessionIssuer': {'type': 'Role', 'principalId': 'AROA%1$s', 'arn': 'arn:aws:iam::%3$s:role/%6$s%4$s',
                                     'accountId': '%3$s', 'userName': '%4$s'},
                   'attributes': {'creationDate': '2026-10-13T05:48:09Z', 'mfaAuthenticated': 'false'}}}""", token(role), session, account, role, token(role + session), path), account);
=======
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
>>>>>>> cli
    }

    /** A pipeline that shows a token of its own identity provider. */
    static Caller webIdentity(String account, String subject) {
<<<<<<< HEAD
        return new Caller(Json.object("""
                {'type': 'WebIdentityUser', 'principalId': '%1$s:sts.amazonaws.com:%2$s', 'userName': '%2$s',
                 'identityProvider': 'arn:aws:iam::%3$s:oidc-provider/%1$s'}""", TOKEN_ISSUER, subject, account), account);
=======
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
>>>>>>> cli
    }

    static Caller service(String name) {
        return new Caller(Json.object("{'type': 'AWSService', 'invokedBy': '%s'}", name), "", name, name);
    }

    /** What AWS does inside the account, without a type. */
    static Caller internal(String account) {
        return new Caller(
                Json.object("{'accountId': '%s', 'invokedBy': 'AWS Internal'}", account),
                account,
                "AWS Internal",
                "AWS Internal");
    }

    /** Somebody who shows no credentials at all. */
    static Caller nobody() {
<<<<<<< HEAD
        return new Caller(Json.object("{'type': 'AWSAccount', 'principalId': '', 'accountId': 'anonymous'}"), "");
=======
        return new Caller(Json.of("type", "AWSAccount", "principalId", "", "accountId", "anonymous"), "", "", "");
>>>>>>> cli
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

    /** What follows the kind (AKIA, AROA, …) in an identifier: made of the name, and marked as an example. */
    static String token(String name) {
        String hash =
                Integer.toUnsignedString(name.hashCode(), 32) + Integer.toUnsignedString(name.length() * 7919, 32);
<<<<<<< HEAD
        return (hash + "QXZKWVJYH").toUpperCase(Locale.ROOT).substring(0, 9) + "EXAMPLE";
=======
        String padded = (hash + "QXZKWVJYH").toUpperCase(java.util.Locale.ROOT);
        return padded.substring(0, 9) + "EXAMPLE";
>>>>>>> cli
    }
}
