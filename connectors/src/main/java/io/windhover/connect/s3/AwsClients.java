package io.windhover.connect.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes AWS's clients as the settings say. */
final class AwsClients {

    /** Without a region in sight, what stands in for AWS still wants one in its signatures. */
    private static final Region OF_STAND_INS = Region.US_EAST_1;

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);

    /** Longer than SQS lets one wait for a message. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final AwsConfig config;
    private final AwsCredentialsProvider credentials;

    AwsClients(AwsConfig config) {
        this.config = config;
        credentials = assumed(own());
    }

    S3Client s3() {
        return with(S3Client.builder(), config.s3Endpoint())
                .credentialsProvider(credentials)
                .forcePathStyle(config.s3PathStyle())
                .crossRegionAccessEnabled(config.s3Endpoint().isEmpty())
                .build();
    }

    SqsClient sqs() {
        return with(SqsClient.builder(), config.sqsEndpoint())
                .credentialsProvider(credentials)
                .build();
    }

    private AwsCredentialsProvider own() {
        Password secret = config.secretAccessKey();
        if (config.accessKeyId().isPresent() && secret != null) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(config.accessKeyId().get(), secret.value()));
        }
        return config.profile().isPresent()
                ? ProfileCredentialsProvider.create(config.profile().get())
                : DefaultCredentialsProvider.builder().build();
    }

    private AwsCredentialsProvider assumed(AwsCredentialsProvider own) {
        if (config.roleArn().isEmpty()) {
            return own;
        }
        StsClient sts = with(StsClient.builder(), config.stsEndpoint())
                .credentialsProvider(own)
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(config.roleArn().get())
                        .roleSessionName(config.roleSessionName())
                        .externalId(config.roleExternalId().orElse(null)))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B with(B builder, Optional<URI> endpoint) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTS_WITHIN)
                .socketTimeout(ANSWERS_WITHIN));
        endpoint.ifPresent(builder::endpointOverride);
        Optional<Region> region = config.region().map(Region::of);
        region.or(() -> endpoint.map(any -> OF_STAND_INS)).ifPresent(builder::region);
        return builder;
    }
}
