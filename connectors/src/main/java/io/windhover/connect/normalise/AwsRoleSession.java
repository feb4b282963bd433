package io.windhover.connect.normalise;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session of an IAM role, and who is behind it as far as its names tell: stable over sessions, and never all users of
 * the role. What tells them apart follows the role behind a {@code #}, which no ARN of a role can hold.
 *
 * @param role the role's ARN, or what else names it; null where nothing does
 * @param name the role's own name
 * @param session the session's name; empty where it is not known
 */
public record AwsRoleSession(
        @Nullable String role, @Nullable String name, String session) {

    private static final String RESERVED_FOR_SSO = "AWSReservedSSO_";
    private static final Pattern INSTANCE = Pattern.compile("m?i-[0-9a-f]{8,17}");

    /**
     * Who an ARN of IAM or STS is about: the ARN itself, or whoever is behind the role that it is a session of; null where
     * the text is no such ARN.
     */
    public static @Nullable String principal(@Nullable String text) {
        AwsArn arn = AwsArn.parse(text);
        if (arn == null) {
            return null;
        }
        return arn.kind().equals("assumed-role") ? of(arn).principalBehind(null) : text;
    }

    /** The session that an ARN of the kind {@code assumed-role} names. It leaves out the role's path. */
    public static AwsRoleSession of(AwsArn arn) {
        String name = arn.firstOfPath();
        return new AwsRoleSession(
                "arn:" + arn.partition() + ":iam::" + arn.account() + ":role/" + name, name, arn.restOfPath());
    }

    /** Whether an instance assumed the role. */
    public boolean isOfInstance() {
        return INSTANCE.matcher(session).matches();
    }

    /**
     * The person who came through AWS SSO: the session has their name. Null where the role is not one of SSO's.
     *
     * @param sourceIdentity see {@link #principalBehind}
     */
    public @Nullable String person(@Nullable String sourceIdentity) {
        if (name == null || !name.startsWith(RESERVED_FOR_SSO)) {
            return null;
        }
        return session.isEmpty() ? sourceIdentity : session;
    }

    /**
     * Who is behind the session.
     *
     * @param sourceIdentity what the session was given as the name of whoever assumed the role; null where it was not
     */
    public @Nullable String principalBehind(@Nullable String sourceIdentity) {
        String person = person(sourceIdentity);
        if (person != null || role == null) {
            return person;
        }
        if (isOfInstance()) {
            return role + "#" + session;
        }
        return sourceIdentity == null ? role : role + "#" + sourceIdentity;
    }
}
