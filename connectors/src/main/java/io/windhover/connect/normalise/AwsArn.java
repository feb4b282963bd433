package io.windhover.connect.normalise;

import org.jspecify.annotations.Nullable;

/**
 * What a name such as {@code arn:aws:sts::123456789012:assumed-role/deploy/build-7} says.
 *
 * @param account empty where the thing belongs to no account
 * @param kind the resource part up to its first slash: {@code assumed-role}
 * @param path what follows it: {@code deploy/build-7}; empty where nothing does
 */
public record AwsArn(String partition, String service, String account, String kind, String path) {

    /** Null where the text is no ARN. */
    public static @Nullable AwsArn parse(@Nullable String text) {
        if (text == null || !text.startsWith("arn:")) {
            return null;
        }
        int[] colons = new int[5];
        for (int i = 0, from = 0; i < colons.length; i++) {
            colons[i] = text.indexOf(':', from);
            if (colons[i] < 0) {
                return null;
            }
            from = colons[i] + 1;
        }
        String resource = text.substring(colons[4] + 1);
        int slash = resource.indexOf('/');
        return new AwsArn(
                text.substring(colons[0] + 1, colons[1]),
                text.substring(colons[1] + 1, colons[2]),
                text.substring(colons[3] + 1, colons[4]),
                slash < 0 ? resource : resource.substring(0, slash),
                slash < 0 ? "" : resource.substring(slash + 1));
    }

    /** The partition that an identity or, without one, a region belongs to. */
    public static String partition(@Nullable String arn, @Nullable String region) {
        if (arn != null && arn.startsWith("arn:")) {
            int end = arn.indexOf(':', 4);
            if (end > 4) {
                return arn.substring(4, end);
            }
        }
        if (region == null) {
            return "aws";
        }
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The path's last name: a role's or a user's own, behind the folders it lies in. */
    public String lastOfPath() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path's first name. */
    public String firstOfPath() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** The path behind its first name: an assumed role's session. */
    public String restOfPath() {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }
}
