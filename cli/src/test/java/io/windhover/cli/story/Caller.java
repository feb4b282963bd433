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

    private Caller(Map<String, @Nullable Object> identity, String account) {
        this(identity, account, "", "");
    }

    static Caller user(String account, String name) {
        return new Caller(Json.object("""
                {'type': 'IAMUser', 'principalId': 'AIDA%1$s', 'arn': 'arn:aws:iam::%2$s:user/%3$s',
                 'accountId': '%2$s', 'accessKeyId': 'AKIA%1$s', 'userName': '%3$s'}""", token(name), account, name), account);
    }

    static Caller session(String account, String role, String session) {
        return session(account, "", role, session);
    }

    /** Somebody signed in through IAM Identity Center. */
    static Caller person(String account, String permissionSet, String mail) {
        String role =
                "AWSReservedSSO_" + permissionSet + "_" + token(permissionSet).toLowerCase(Locale.ROOT);
        return session(account, "aws-reserved/sso.amazonaws.com/eu-central-1/", role, mail);
    }

    private static Caller session(String account, String path, String role, String session) {
        return new Caller(Json.object("""
                {'type': 'AssumedRole', 'principalId': 'AROA%1$s:%2$s',
                 'arn': 'arn:aws:sts::%3$s:assumed-role/%4$s/%2$s', 'accountId': '%3$s', 'accessKeyId': 'ASIA%5$s',
                 'sessionContext': {
                   'sessionIssuer': {'type': 'Role', 'principalId': 'AROA%1$s', 'arn': 'arn:aws:iam::%3$s:role/%6$s%4$s',
                                     'accountId': '%3$s', 'userName': '%4$s'},
                   'attributes': {'creationDate': '2026-10-13T05:48:09Z', 'mfaAuthenticated': 'false'}}}""", token(role), session, account, role, token(role + session), path), account);
    }

    /** A pipeline that shows a token of its own identity provider. */
    static Caller webIdentity(String account, String subject) {
        return new Caller(Json.object("""
                {'type': 'WebIdentityUser', 'principalId': '%1$s:sts.amazonaws.com:%2$s', 'userName': '%2$s',
                 'identityProvider': 'arn:aws:iam::%3$s:oidc-provider/%1$s'}""", TOKEN_ISSUER, subject, account), account);
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
        return new Caller(Json.object("{'type': 'AWSAccount', 'principalId': '', 'accountId': 'anonymous'}"), "");
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
        return (hash + "QXZKWVJYH").toUpperCase(Locale.ROOT).substring(0, 9) + "EXAMPLE";
    }
}
