package io.windhover.connect.normalise.aws;

import static io.windhover.connect.normalise.aws.CloudTrailField.CENTER_STORE_ARN;
import static io.windhover.connect.normalise.aws.CloudTrailField.CENTER_USER_ID;
import static io.windhover.connect.normalise.aws.CloudTrailField.IDENTITY_ACCOUNT;
import static io.windhover.connect.normalise.aws.CloudTrailField.IDENTITY_ARN;
import static io.windhover.connect.normalise.aws.CloudTrailField.IDENTITY_PROVIDER;
import static io.windhover.connect.normalise.aws.CloudTrailField.IDENTITY_TYPE;
import static io.windhover.connect.normalise.aws.CloudTrailField.INVOKED_BY;
import static io.windhover.connect.normalise.aws.CloudTrailField.ISSUER_ARN;
import static io.windhover.connect.normalise.aws.CloudTrailField.ISSUER_USER_NAME;
import static io.windhover.connect.normalise.aws.CloudTrailField.PRINCIPAL_ID;
import static io.windhover.connect.normalise.aws.CloudTrailField.SESSION_SOURCE_IDENTITY;
import static io.windhover.connect.normalise.aws.CloudTrailField.SOURCE_ADDRESS;
import static io.windhover.connect.normalise.aws.CloudTrailField.USER_NAME;
import static io.windhover.connect.normalise.aws.CloudTrailField.WEB_PROVIDER;
import static io.windhover.connect.normalise.aws.CloudTrailField.WEB_SUBJECT;

import io.windhover.connect.normalise.AwsArn;
import io.windhover.connect.normalise.AwsRoleSession;
import io.windhover.connect.normalise.FieldValues;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a call, for each kind of identity that CloudTrail knows ("CloudTrail userIdentity element", AWS
 * CloudTrail User Guide). The principal is stable over sessions, never fuses all users of a role, and never splits one
 * person over sessions.
 *
 * <p>Where a role's ARN alone would fuse its users, what tells them apart follows it behind a {@code #}, which no ARN of
 * a role can hold: the instance it was assumed by, or the session's source identity.
 */
enum CloudTrailIdentity {
    ROOT("Root") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            String account = record.get(IDENTITY_ACCOUNT);
            String arn = record.get(IDENTITY_ARN);
            String name = Objects.requireNonNullElse(record.get(USER_NAME), "root");
            return new Who(arn == null ? iamArn(record, account, "root") : arn, name, null, null);
        }
    },
    IAM_USER("IAMUser") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            String arn = record.get(IDENTITY_ARN);
            String name = record.get(USER_NAME);
            if (arn == null && name != null && !name.equals(HIDDEN_NAME)) {
                arn = iamArn(record, record.get(IDENTITY_ACCOUNT), "user/" + name);
            }
            AwsArn parsed = AwsArn.parse(arn);
            String known = name == null && parsed != null ? parsed.lastOfPath() : name;
            return new Who(firstOf(arn, stableId(record)), known, null, null);
        }
    },
    ASSUMED_ROLE("AssumedRole") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            return AssumedRole.of(record).who(record);
        }
    },
    ROLE("Role") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            AwsArn arn = AwsArn.parse(record.get(IDENTITY_ARN));
            String name = firstOf(record.get(USER_NAME), arn == null ? null : arn.lastOfPath());
            return new Who(firstOf(record.get(IDENTITY_ARN), stableId(record)), name, null, null);
        }
    },
    FEDERATED_USER("FederatedUser") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            AwsArn arn = AwsArn.parse(record.get(IDENTITY_ARN));
            String name = firstOf(record.get(USER_NAME), arn == null ? null : arn.path());
            String principal = firstOf(record.get(IDENTITY_ARN), record.get(PRINCIPAL_ID));
            return new Who(principal, name, null, record.get(ISSUER_ARN));
        }
    },
    DIRECTORY("Directory"),
    /** Another account, seen from this one; or nobody at all, where a bucket is open to the world. */
    AWS_ACCOUNT("AWSAccount") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            String account = record.get(IDENTITY_ACCOUNT);
            if (account != null && ANONYMOUS.contains("|" + account.toLowerCase(Locale.ROOT) + "|")) {
                return new Who(null, null, null, null);
            }
            String principal = firstOf(record.get(IDENTITY_ARN), stableId(record));
            return new Who(firstOf(principal, iamArn(record, account, "root")), record.get(USER_NAME), null, null);
        }
    },
    AWS_SERVICE("AWSService") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            String address = record.get(SOURCE_ADDRESS);
            String caller = address != null && address.endsWith(".amazonaws.com") ? address : null;
            String service = firstOf(record.get(INVOKED_BY), caller);
            return new Who(firstOf(service, record.get(IDENTITY_ARN)), service, null, null);
        }
    },
    SAML_USER("SAMLUser") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            return fromProvider(record);
        }
    },
    WEB_IDENTITY_USER("WebIdentityUser") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            return fromProvider(record);
        }
    },
    IDENTITY_CENTER_USER("IdentityCenterUser") {
        @Override
        Who who(FieldValues<CloudTrailField> record) {
            String user = record.get(CENTER_USER_ID);
            String store = record.get(CENTER_STORE_ARN);
            String principal = user == null || store == null ? user : store + "#" + user;
            return new Who(firstOf(principal, record.get(PRINCIPAL_ID)), record.get(USER_NAME), null, null);
        }
    },
    /** Also what AWS calls {@code Unknown}. */
    OTHER("Unknown");

    /**
     * An identity in the common shape.
     *
     * @param principal null where the log names nobody
     * @param session its id; null where the identity has none
     * @param issuer who issued the session
     */
    record Who(
            @Nullable String principal,
            @Nullable String name,
            @Nullable String session,
            @Nullable String issuer) {}

    /** Stands in place of a user name that may be a password typed into the wrong field. */
    private static final String HIDDEN_NAME = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private static final String ANONYMOUS = "|anonymous|anonymous_principal|";
    private static final Map<String, CloudTrailIdentity> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(identity -> identity.word, identity -> identity));

    private final String word;

    CloudTrailIdentity(String word) {
        this.word = word;
    }

    /** Who is behind the call that the record tells of. */
    static Who identify(FieldValues<CloudTrailField> record) {
        CloudTrailIdentity kind = of(record);
        Who who = kind.who(record);
        if (who.principal() != null || kind == AWS_ACCOUNT) {
            return who;
        }
        // A record that lacks what its kind should have may still have something.
        Who otherwise = OTHER.who(record);
        return new Who(otherwise.principal(), otherwise.name(), who.session(), who.issuer());
    }

    /** By the record's own word, else by the kind of its ARN, else by who invoked it. */
    private static CloudTrailIdentity of(FieldValues<CloudTrailField> record) {
        CloudTrailIdentity named = BY_WORD.get(Objects.requireNonNullElse(record.get(IDENTITY_TYPE), ""));
        if (named != null && named != OTHER) {
            return named;
        }
        AwsArn arn = AwsArn.parse(record.get(IDENTITY_ARN));
        if (arn != null) {
            return switch (arn.kind()) {
                case "assumed-role" -> ASSUMED_ROLE;
                case "user" -> IAM_USER;
                case "role" -> ROLE;
                case "root" -> ROOT;
                case "federated-user" -> FEDERATED_USER;
                default -> OTHER;
            };
        }
        return record.get(INVOKED_BY) == null ? OTHER : AWS_SERVICE;
    }

    /** What the record says of an identity of this kind; by default whatever names it best. */
    Who who(FieldValues<CloudTrailField> record) {
        String name = record.get(USER_NAME);
        String known = HIDDEN_NAME.equals(name) ? null : name;
        return new Who(firstOf(record.get(IDENTITY_ARN), firstOf(known, stableId(record))), name, null, null);
    }

    /** A session of a role, told apart by what assumed it. */
    private record AssumedRole(
            @Nullable String roleArn, @Nullable String roleName, String session) {

        static AssumedRole of(FieldValues<CloudTrailField> record) {
            AwsArn identity = AwsArn.parse(record.get(IDENTITY_ARN));
            AwsArn arn = identity != null && identity.kind().equals("assumed-role") ? identity : null;
            String issuer = record.get(ISSUER_ARN);
            AwsArn role = AwsArn.parse(issuer);
            String fromSession = arn == null ? null : arn.firstOfPath();
            String name = firstOf(
                    firstOf(record.get(ISSUER_USER_NAME), role == null ? null : role.lastOfPath()), fromSession);
            // A session's ARN leaves out the role's path: only without an issuer is the role's ARN made up from it.
            String derived = arn == null ? null : iamArn(record, arn.account(), "role/" + fromSession);
            String id = record.get(PRINCIPAL_ID);
            String fromId = id == null ? "" : id.substring(id.indexOf(':') + 1);
            return new AssumedRole(firstOf(issuer, derived), name, arn == null ? fromId : arn.restOfPath());
        }

        Who who(FieldValues<CloudTrailField> record) {
            String sourceIdentity = record.get(SESSION_SOURCE_IDENTITY);
            String arn = record.get(IDENTITY_ARN);
            String known = firstOf(firstOf(roleArn, arn), stableId(record));
            AwsRoleSession behind = new AwsRoleSession(known, roleName, session);
            String person = behind.person(sourceIdentity);
            String provider = record.get(WEB_PROVIDER);
            String subject = record.get(WEB_SUBJECT);
            String principal = behind.principalBehind(sourceIdentity);
            if (person == null && !behind.isOfInstance() && provider != null && subject != null) {
                principal = issuerName(provider) + ":" + subject;
            }
            return new Who(principal, firstOf(person, roleName), arn, roleArn);
        }
    }

    private static Who fromProvider(FieldValues<CloudTrailField> record) {
        String provider = record.get(IDENTITY_PROVIDER);
        String name = record.get(USER_NAME);
        String principal = provider == null || name == null ? null : issuerName(provider) + ":" + name;
        return new Who(firstOf(principal, firstOf(record.get(PRINCIPAL_ID), name)), name, null, provider);
    }

    /** An OIDC provider's ARN in IAM ends with the issuer's own name. */
    private static String issuerName(String provider) {
        AwsArn arn = AwsArn.parse(provider);
        return arn != null && arn.kind().equals("oidc-provider") ? arn.path() : provider;
    }

    /** The principal id without the session that follows its colon. */
    private static @Nullable String stableId(FieldValues<CloudTrailField> record) {
        String id = record.get(PRINCIPAL_ID);
        int colon = id == null ? -1 : id.indexOf(':');
        return id == null || colon <= 0 ? id : id.substring(0, colon);
    }

    private static @Nullable String iamArn(
            FieldValues<CloudTrailField> record, @Nullable String account, String resource) {
        String partition = AwsArn.partition(record.get(IDENTITY_ARN), record.get(CloudTrailField.REGION));
        return account == null ? null : "arn:" + partition + ":iam::" + account + ":" + resource;
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
