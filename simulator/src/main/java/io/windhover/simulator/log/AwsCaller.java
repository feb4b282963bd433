package io.windhover.simulator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;
import java.util.Arrays;

/**
 * Who makes calls to AWS, from where and with what program, in bytes that are the same in each of the calls. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">
 *     CloudTrail userIdentity element</a>
 */
public final class AwsCaller {
    private static final Template USER = Template.of("{'type': 'IAMUser', 'principalId': '~0', 'arn': "
            + "'arn:aws:iam::~1:user/~2', 'accountId': '~1', 'accessKeyId': '~3', 'userName': '~2'}");
    private static final Template USER_WITHOUT_KEY = Template.of("{'type': 'IAMUser', 'principalId': '~0', 'arn': "
            + "'arn:aws:iam::~1:user/~2', 'accountId': '~1', 'userName': '~2'}");
    private static final Template SESSION = Template.of("{'type': 'AssumedRole', 'principalId': '~0:~1', 'arn': '~2', "
            + "'accountId': '~3', 'accessKeyId': '~4', 'sessionContext': {'sessionIssuer': {'type': 'Role', "
            + "'principalId': '~0', 'arn': '~5', 'accountId': '~3', 'userName': '~6'}, 'attributes': "
            + "{'creationDate': '~7', 'mfaAuthenticated': 'false'}~8}}");
    private static final Template WEB_IDENTITY = Template.of("{'type': 'WebIdentityUser', 'principalId': "
            + "'~0:sts.amazonaws.com:~1', 'userName': '~1', 'identityProvider': '~0'}");
    private static final Template SERVICE = Template.of("{'type': 'AWSService', 'invokedBy': '~0'}");
    private static final Template INTERNAL = Template.of("{'accountId': '~0', 'invokedBy': 'AWS Internal'}");
    private static final Template SOURCE = Template.of("','sourceIPAddress': '~0', 'userAgent': '~1'");
    private static final Template INVOKED = Template.of(",'invokedBy': '~0'}");

    private final String arn;
    private final String account;
    private final String key;
    private final byte[] identity;
    private final byte[] source;
    private final boolean service;

    private AwsCaller(String arn, String account, String key, byte[] identity, byte[] source, boolean service) {
        this.arn = arn;
        this.account = account;
        this.key = key;
        this.identity = identity;
        this.source = source;
        this.service = service;
    }

    private static AwsCaller of(String arn, String account, String key, byte[] identity) {
        return new AwsCaller(arn, account, key, identity, SOURCE.bytes("", ""), false);
    }

    /** An IAM user with a long-lived key. */
    public static AwsCaller user(String account, String name, String key) {
        String arn = "arn:aws:iam::" + account + ":user/" + name;
        return of(arn, account, key, USER.bytes(AwsIds.stable("AIDA", account + name), account, name, key));
    }

    /** An IAM user who signs in with a password. */
    public static AwsCaller userAtTheDoor(String account, String name) {
        String arn = "arn:aws:iam::" + account + ":user/" + name;
        return of(arn, account, "", USER_WITHOUT_KEY.bytes(AwsIds.stable("AIDA", account + name), account, name));
    }

    /** A session of a role: of a person, an instance, a function, a pipeline. */
    public static AwsCaller session(AwsRole role, String session, String key, long since) {
        return session(role, session, key, since, "");
    }

    /** A session that a workload began with a token of its own identity provider. */
    public static AwsCaller federated(AwsRole role, String session, String key, long since, String provider) {
        return session(
                role,
                session,
                key,
                since,
                ",\"webIdFederationData\":{\"federatedProvider\":\"" + provider + "\",\"attributes\":{}}");
    }

    /** A session that an instance has from the metadata service. */
    public static AwsCaller instance(AwsRole role, String instance, String key, long since) {
        return session(role, instance, key, since, ",\"ec2RoleDelivery\":\"2.0\"");
    }

    private static AwsCaller session(AwsRole role, String session, String key, long since, String more) {
        String arn = role.session(session);
        String created = new Line().time(since, 0).toString();
        // The rest holds quotes of its own, which a template's value would lose.
        byte[] whole =
                SESSION.bytes(role.id(), session, arn, role.account(), key, role.arn(), role.name(), created, "");
        byte[] identity = more.isEmpty()
                ? whole
                : new Line()
                        .raw(Arrays.copyOf(whole, whole.length - 2))
                        .raw(more.getBytes(UTF_8))
                        .raw(new byte[] {'}', '}'})
                        .copy();
        return of(arn, role.account(), key, identity);
    }

    /**
     * Who shows a token of another identity provider.
     *
     * @param account where the role is that it asks for
     * @param provider the ARN of the identity provider
     */
    public static AwsCaller webIdentity(String account, String provider, String subject) {
        return of(subject, account, "", WEB_IDENTITY.bytes(provider, subject));
    }

    /** A service of AWS, on its own. */
    public static AwsCaller service(String account, String name) {
        return new AwsCaller(name, account, "", SERVICE.bytes(name), SOURCE.bytes(name, name), true);
    }

    /** What AWS does inside an account, without a name. */
    public static AwsCaller internal(String account) {
        return new AwsCaller(
                "AWS Internal",
                account,
                "",
                INTERNAL.bytes(account),
                SOURCE.bytes("AWS Internal", "AWS Internal"),
                true);
    }

    /** The same from an address with a program. */
    public AwsCaller via(String ip, String agent) {
        return new AwsCaller(arn, account, key, identity, SOURCE.bytes(ip, agent), service);
    }

    /** The same, in whose name a service makes the call. */
    public AwsCaller through(String invoker) {
        Line line = new Line().raw(Arrays.copyOf(identity, identity.length - 1));
        INVOKED.write(line, invoker);
        return new AwsCaller(arn, account, key, line.copy(), SOURCE.bytes(invoker, invoker), true);
    }

    /** Of the user, the session or the service. */
    public String arn() {
        return arn;
    }

    /** Where the caller is at home. */
    public String account() {
        return account;
    }

    /** The access key that signs; empty where there is none. */
    public String key() {
        return key;
    }

    boolean isService() {
        return service;
    }

    void writeIdentity(Line line) {
        line.raw(identity);
    }

    void writeSource(Line line) {
        line.raw(source);
    }
}
