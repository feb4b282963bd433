package io.windhover.connect.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The settings that say where AWS, or what stands in for it, is, and as whom it is asked. */
final class AwsConfig {

    static final String REGION = "aws.region";
    static final String PROFILE = "aws.profile";
    static final String ACCESS_KEY_ID = "aws.access.key.id";
    static final String SECRET_ACCESS_KEY = "aws.secret.access.key";
    static final String ROLE_ARN = "aws.role.arn";
    static final String ROLE_EXTERNAL_ID = "aws.role.external.id";
    static final String ROLE_SESSION_NAME = "aws.role.session.name";
    static final String S3_ENDPOINT = "s3.endpoint";
    static final String S3_PATH_STYLE = "s3.path.style";
    static final String SQS_ENDPOINT = "sqs.endpoint";
    static final String STS_ENDPOINT = "sts.endpoint";

    private static final Pattern OF_QUEUE = Pattern.compile("sqs(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

    private final AbstractConfig config;

    /**
     * Checks how the settings go together.
     *
     * @throws ConfigException where they do not
     */
    AwsConfig(AbstractConfig config) {
        this.config = config;
        if (accessKeyId().isEmpty() != (secretAccessKey() == null)) {
            throw new ConfigException(ACCESS_KEY_ID + " and " + SECRET_ACCESS_KEY + " are set together, or neither is");
        }
        if (profile().isPresent() && accessKeyId().isPresent()) {
            throw new ConfigException(PROFILE + " or " + ACCESS_KEY_ID + " is set, not both");
        }
        if (roleExternalId().isPresent() && roleArn().isEmpty()) {
            throw new ConfigException(ROLE_EXTERNAL_ID + " is for " + ROLE_ARN);
        }
    }

    static ConfigDef define(ConfigDef own) {
        return own.define(
                        REGION,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "The region of the queue, or of the bucket. By default that in the queue's URL, else what AWS's"
                                + " own configuration says. A bucket may be in another.")
                .define(
                        PROFILE,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "A profile in AWS's own configuration files. By default the credentials come from where AWS's SDK"
                                + " looks for them: environment, web identity, container, instance.")
                .define(
                        ACCESS_KEY_ID,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "An access key, for stores that know nothing else. It never ends by itself: prefer a role.")
                .define(
                        SECRET_ACCESS_KEY,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.LOW,
                        "Its secret. Keep it out of the connector's configuration with a config provider.")
                .define(
                        ROLE_ARN,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.LambdaValidator.with(
                                AwsConfig::checkRole, () -> "empty, or arn:aws:iam::ACCOUNT:role/NAME"),
                        Importance.MEDIUM,
                        "A role that is assumed with these credentials: that of the log archive's account, for example.")
                .define(
                        ROLE_EXTERNAL_ID,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "The external id that the role asks for.")
                .define(
                        ROLE_SESSION_NAME,
                        ConfigDef.Type.STRING,
                        "windhover",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "As whom the role's session is logged.")
                .define(
                        S3_ENDPOINT,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.LambdaValidator.with(AwsConfig::checkAddress, () -> "empty, or a URL"),
                        Importance.LOW,
                        "Another address for S3: a store that speaks its protocol, or a VPC endpoint.")
                .define(
                        S3_PATH_STYLE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether the bucket stands in the path and not in the host's name, as many such stores need it.")
                .define(
                        SQS_ENDPOINT,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.LambdaValidator.with(AwsConfig::checkAddress, () -> "empty, or a URL"),
                        Importance.LOW,
                        "Another address for SQS.")
                .define(
                        STS_ENDPOINT,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.LambdaValidator.with(AwsConfig::checkAddress, () -> "empty, or a URL"),
                        Importance.LOW,
                        "Another address for STS, where roles are assumed.");
    }

    /** Throws where it is neither empty nor an address; its message does not repeat what may hold a secret. */
    static void checkAddress(String name, Object value) {
        if (value.equals("")) {
            return;
        }
        try {
            URI uri = new URI(String.valueOf(value));
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // As below.
        }
        throw new ConfigException(name + " should be a URL with http or https, without a user or a query");
    }

    private static void checkRole(String name, Object value) {
        if (!value.equals("") && !String.valueOf(value).matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")) {
            throw new ConfigException(name, value, "should be arn:aws:iam::ACCOUNT:role/NAME");
        }
    }

    /** The region that is set, or that the queue's URL names. */
    Optional<String> region() {
        Optional<String> set = text(REGION);
        return set.isPresent()
                ? set
                : address(CloudTrailS3SourceConfig.QUEUE_URL).flatMap(AwsConfig::regionOf);
    }

    private static Optional<String> regionOf(URI queue) {
        Matcher matcher = OF_QUEUE.matcher(queue.getHost());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    Optional<String> profile() {
        return text(PROFILE);
    }

    Optional<String> accessKeyId() {
        return text(ACCESS_KEY_ID);
    }

    @Nullable
    Password secretAccessKey() {
        return config.getPassword(SECRET_ACCESS_KEY);
    }

    Optional<String> roleArn() {
        return text(ROLE_ARN);
    }

    Optional<String> roleExternalId() {
        return text(ROLE_EXTERNAL_ID);
    }

    String roleSessionName() {
        return config.getString(ROLE_SESSION_NAME);
    }

    Optional<URI> s3Endpoint() {
        return address(S3_ENDPOINT);
    }

    boolean s3PathStyle() {
        return config.getBoolean(S3_PATH_STYLE);
    }

    Optional<URI> sqsEndpoint() {
        return address(SQS_ENDPOINT);
    }

    Optional<URI> stsEndpoint() {
        return address(STS_ENDPOINT);
    }

    private Optional<URI> address(String setting) {
        return text(setting).map(URI::create);
    }

    private Optional<String> text(String setting) {
        String value = config.getString(setting);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
