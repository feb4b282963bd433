package io.windhover.simulator.log;

import java.util.Locale;

/**
 * A role in IAM.
 *
 * @param path ends with a slash; empty for none
 * @param id begins with AROA
 */
public record AwsRole(String account, String path, String name, String id) {
    /** A role without a path. */
    public static AwsRole of(String account, String name) {
        return new AwsRole(account, "", name, AwsIds.stable("AROA", account + name));
    }

    /** What IAM Identity Center makes of a permission set. */
    public static AwsRole ofPeople(String account, String permissionSet) {
        String name = "AWSReservedSSO_" + permissionSet + "_"
                + AwsIds.stable("", permissionSet + account).substring(0, 9).toLowerCase(Locale.ROOT)
                + "0123456";
        return new AwsRole(
                account, "aws-reserved/sso.amazonaws.com/eu-central-1/", name, AwsIds.stable("AROA", account + name));
    }

    public String arn() {
        return "arn:aws:iam::" + account + ":role/" + path + name;
    }

    /** The ARN of a session. */
    public String session(String session) {
        return "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session;
    }
}
