package io.windhover.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTrailS3SourceConfigTest {

    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/trail";

    @Test
    void shouldNeedEitherAQueueOrABucket() {
        assertRefused(Map.of(), "sqs.queue.url or s3.bucket is needed");
        assertRefused(Map.of("sqs.queue.url", QUEUE, "s3.bucket", "trail"), "not both");
        assertRefused(Map.of("sqs.queue.url", QUEUE, "s3.prefixes", "AWSLogs/"), "is for reading a bucket");
        assertRefused(Map.of("sqs.queue.url", QUEUE, "s3.from", "2026-10-01"), "is for reading a bucket");
        assertThat(config(Map.of("sqs.queue.url", QUEUE)).hasQueue()).isTrue();
        assertThat(config(Map.of("s3.bucket", "trail")).prefixes()).containsExactly("");
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertRefused(
                Map.of("s3.bucket", "t", "s3.prefixes", "a/,a/b"), "would be read twice, since it begins with a/");
        assertRefused(Map.of("s3.bucket", "t", "s3.from", "2026-10-02", "s3.to", "2026-10-01"), "must be later than");
        assertRefused(Map.of("s3.bucket", "t", "s3.from", "yesterday"), "2026-10-01T08:00:00Z");
        assertRefused(Map.of("s3.bucket", "t", "s3.key.pattern", "("), "s3.key.pattern");
        assertRefused(Map.of("s3.bucket", "t", "aws.role.arn", "log-reader"), "arn:aws:iam::ACCOUNT:role/NAME");
        assertRefused(Map.of("s3.bucket", "t", "aws.role.external.id", "1"), "is for aws.role.arn");
        assertRefused(Map.of("s3.bucket", "t", "aws.access.key.id", "AKID"), "are set together");
        assertRefused(
                Map.of("s3.bucket", "t", "aws.access.key.id", "A", "aws.secret.access.key", "s", "aws.profile", "p"),
                "not both");
        assertRefused(Map.of("sqs.queue.url", "trail"), "should be a URL");
        assertRefused(Map.of("s3.buckett", "t"), "unknown setting 's3.buckett': did you mean 's3.bucket'?");
    }

    @Test
    void shouldShowNoSecret() {
        String secret = "very-secret";
        CloudTrailS3SourceConfig config =
                config(Map.of("s3.bucket", "t", "aws.access.key.id", "AKID", "aws.secret.access.key", secret));

        assertThat(config.values().toString()).doesNotContain(secret);
        assertThatThrownBy(() -> config(Map.of("sqs.queue.url", "https://user:" + secret + "@example.com/q")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(secret);
    }

    @Test
    void shouldFindTheRegionInTheQueuesUrl() {
        assertThat(config(Map.of("sqs.queue.url", QUEUE)).aws().region()).contains("eu-central-1");
        assertThat(config(Map.of("sqs.queue.url", QUEUE, "aws.region", "us-west-2"))
                        .aws()
                        .region())
                .contains("us-west-2");
        assertThat(config(Map.of("sqs.queue.url", "http://127.0.0.1:9324/0/trail"))
                        .aws()
                        .region())
                .isEmpty();
        assertThat(config(Map.of("s3.bucket", "trail")).aws().region()).isEmpty();
    }

    @Test
    void shouldReadDaysAndTimes() {
        CloudTrailS3SourceConfig config =
                config(Map.of("s3.bucket", "trail", "s3.from", "2026-10-01", "s3.to", "2026-10-01T08:00:00Z"));

        assertThat(config.from()).contains(Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(config.to()).contains(Instant.parse("2026-10-01T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "AWSLogs/111122223333/CloudTrail/eu-central-1/2026/10/01/1_CloudTrail_x.json.gz, true",
        "AWSLogs/o-abc/111122223333/CloudTrail/eu-central-1/2026/10/01/1.json.gz, true",
        "some/where/AWSLogs/111122223333/CloudTrail-Insight/eu-central-1/1.json.gz, true",
        "CloudTrail/1.json, true",
        "AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/10/01/1.json.gz, false",
        "AWSLogs/111122223333/CloudTrail-Lake/Query/1.csv.gz, false",
        "AWSLogs/111122223333/CloudTrail/, false",
        "AWSLogs/111122223333/vpcflowlogs/eu-central-1/1.log.gz, false",
        "AWSLogs/111122223333/Config/1.json.gz, false"
    })
    void shouldKnowLogsByTheirKeys(String key, boolean isLog) {
        assertThat(config(Map.of("s3.bucket", "t")).keyPattern().matcher(key).matches())
                .isEqualTo(isLog);
    }

    @Test
    void shouldShareAQueueAndDivideABucket() {
        CloudTrailS3SourceConnector queue = connector(Map.of("sqs.queue.url", QUEUE));
        CloudTrailS3SourceConnector bucket = connector(Map.of("s3.bucket", "trail", "s3.prefixes", "a,b,c"));

        assertThat(queue.taskConfigs(3)).hasSize(3);
        assertThat(bucket.taskConfigs(2))
                .extracting(task -> task.get("s3.prefixes"))
                .containsExactly("a,b", "c");
        assertThat(bucket.taskConfigs(5)).hasSize(3);
        assertThat(connector(Map.of("s3.bucket", "trail")).taskConfigs(5)).hasSize(1);
    }

    @Test
    void shouldPromiseExactlyOnceForABucketOnly() {
        CloudTrailS3SourceConnector connector = new CloudTrailS3SourceConnector();

        assertThat(connector.exactlyOnceSupport(settings(Map.of("s3.bucket", "t"))))
                .isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.exactlyOnceSupport(settings(Map.of("sqs.queue.url", QUEUE))))
                .isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    }

    @Test
    void shouldShowInValidationWhatIsWrongWithAllSettingsTogether() {
        assertThat(new CloudTrailS3SourceConnector()
                        .validate(settings(Map.of()))
                        .configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.name()).isEqualTo("sqs.queue.url"));
    }

    private static CloudTrailS3SourceConnector connector(Map<String, String> more) {
        CloudTrailS3SourceConnector connector = new CloudTrailS3SourceConnector();
        connector.start(settings(more));
        return connector;
    }

    private static CloudTrailS3SourceConfig config(Map<String, String> more) {
        return new CloudTrailS3SourceConfig(settings(more));
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", "mock://s3-config"));
        settings.putAll(more);
        return settings;
    }

    private static void assertRefused(Map<String, String> more, String message) {
        assertThatThrownBy(() -> config(more))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
