package io.windhover.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.connect.file.FileSourceConnector;
import io.windhover.connect.kafka.EventHubsSourceConnector;
import io.windhover.connect.kafka.KafkaSourceConnector;
import io.windhover.connect.okta.OktaSourceConnector;
import io.windhover.connect.pubsub.PubSubSourceConnector;
import io.windhover.connect.s3.CloudTrailS3SourceConnector;
import io.windhover.connect.webhook.WebhookSourceConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the reference page with the settings that there are; {@code -Dwindhover.connectors.write=true} writes it. */
class ConnectorsPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("user.dir")).resolveSibling("docs").resolve("connectors.md");

    private static final String HEAD = """
            # Connectors

            Plugins for Kafka Connect that bring logs into the events topic. Each makes a `CloudEvent` of what it reads, with the
            same key and the same uid however often an event comes; what cannot be read or is no log that is known goes to the
            dead-letter topic with reason, source and position in headers.

            The build puts the connectors with what they need, and a worker does not bring, into
            `connectors/target/plugin/windhover-connectors-VERSION/`, and the same as
            `connectors/target/windhover-connectors-VERSION.zip`. To install them, unpack the zip
            into a directory that the worker's `plugin.path` names (`plugin.path=/opt/kafka/plugins` for
            `/opt/kafka/plugins/windhover-connectors-VERSION/`) and start the worker anew; every value of `plugin.discovery` finds them.
            `GET /connector-plugins` lists them then, and `PUT /connector-plugins/NAME/config/validate` says what is wrong
            with settings before anything starts. Values and keys are bytes
            already: the worker, or the connector, needs `org.apache.kafka.connect.converters.ByteArrayConverter` as
            `key.converter` and `value.converter`. Secrets belong into a config provider, as in the examples.

            This page is generated. After a change of the settings:
            `./mvnw -pl connectors -am test -Dtest=ConnectorsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dwindhover.connectors.write=true`
            """;

    /** A connector's part of the page. */
    private record Part(String title, SourceConnector connector, String text, String example) {

        @Override
        public String toString() {
            return title;
        }
    }

    static List<Part> parts() {
        return List.of(
                new Part("Files", new FileSourceConnector(), """
                        Reads files and follows them while they are written and rotated; a restart goes on at the exact record. With
                        `tail=false` it reads each file once, to its end. Tasks share the files; all parts of a log are
                        read by one task. All files may be of different logs and in different formats.

                        A file is known by its content, up to the end of its first record, not by its name. So a renamed file is
                        read on, also when that happened while the worker was down; a copy and the compressed form of what was
                        read are not read again, and a file that was truncated or has taken another's name is read
                        from its beginning. What is lost when a log is rotated is what is written to a file after its copy
                        (`copytruncate`), and what a removed file gets while the worker is down.

                        | at a file's end | what happens |
                        |---|---|
                        | a whole record, with or without a line end | it is read at once |
                        | a flow log's line without its line end | it is read as it is when the file was quiet for `tail.quiet.ms`, and once more when it has grown |
                        | a record that is cut off | it is read when it is whole, or reported when the file was quiet for `tail.quiet.ms` |
                        | compressed data | it is read once it was not written for `tail.interval.ms` |
                        | the file is removed | it is read to its end, as long as it is one of the 64 files read last |
                        """, """
                        {
                          "name": "cloudtrail-files",
                          "connector.class": "io.windhover.connect.file.FileSourceConnector",
                          "tasks.max": "4",
                          "files": "/var/log/cloudtrail",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """),
                new Part("Webhooks", new WebhookSourceConnector(), """
                        Listens for logs that are pushed over HTTP or HTTPS. A request is answered with 200 only when the broker has
                        all of its records; after 429 or 503 the sender should send it again. An event that has no id of its own takes the
                        sender's delivery id (`X-GitHub-Delivery`, GitLab's `Idempotency-Key`) as its uid, so that what comes
                        again is known.

                        | answer | means |
                        |---|---|
                        | 200 | the broker has all records |
                        | 400 | a part could not be read: it is in the dead-letter topic, the rest in the events topic |
                        | 401 | not authorised, whatever was wrong |
                        | 404, 405, 415 | no such path; not POST; a content type or encoding that is not read |
                        | 413, 431 | the body or the headers are too large |
                        | 429 | too much waits for the broker; `Retry-After` says when to come again |
                        | 503 | the broker has not acknowledged in time, the worker stops or dropped a record |

                        There is one task, since there is one port. For senders outside the host, `listen.address` needs
                        authentication on every route: bearer tokens, GitHub's or GitLab's secret, or client certificates.
                        An API server is told where to send by `--audit-webhook-config-file`; GitHub's webhooks need the content type
                        `application/json`.
                        """, """
                        {
                          "name": "webhooks",
                          "connector.class": "io.windhover.connect.webhook.WebhookSourceConnector",
                          "tasks.max": "1",
                          "listen.address": "0.0.0.0",
                          "listen.port": "8484",
                          "routes": "/github=github,/kubernetes=kubernetes",
                          "github.secrets": "${file:/etc/windhover/webhooks.properties:github}",
                          "bearer.tokens": "${file:/etc/windhover/webhooks.properties:kubernetes}",
                          "ssl.keystore.location": "/etc/windhover/webhooks.pem",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """),
                new Part("CloudTrail in S3", new CloudTrailS3SourceConnector(), """
                        Reads the objects that CloudTrail writes to a bucket, as event notifications on an SQS queue announce them:
                        directly, through SNS or through EventBridge. Tasks share the queue. An object is read as a stream, whatever
                        its size; a restart goes on at the record behind the last committed offset. A message stays hidden from
                        others while a task works on it, and is deleted when the worker has committed the offsets of all its
                        records. Or, without a queue, it reads what lies under prefixes of a bucket, once.

                        How to set up queue, notifications and permissions, and what becomes of what goes wrong:
                        [CloudTrail from S3](sources/cloudtrail.md).
                        """, """
                        {
                          "name": "cloudtrail",
                          "connector.class": "io.windhover.connect.s3.CloudTrailS3SourceConnector",
                          "tasks.max": "4",
                          "sqs.queue.url": "https://sqs.eu-central-1.amazonaws.com/111122223333/windhover-trail",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """),
                new Part("Okta", new OktaSourceConnector(), """
                        Follows an organisation's System Log (`/api/v1/logs`) from link to link. The link is kept in the source offsets:
                        a restart goes on there, and reads at most one page again. Where no event was read before the restart, no
                        link is kept yet and `okta.since` decides again: set it where that matters. Okta's rate limits are obeyed;
                        after 429, 5xx and broken connections it is asked again, ever more slowly.
                        """, """
                        {
                          "name": "okta",
                          "connector.class": "io.windhover.connect.okta.OktaSourceConnector",
                          "tasks.max": "1",
                          "okta.url": "https://example.okta.com",
                          "okta.token": "${file:/etc/windhover/okta.properties:token}",
                          "okta.since": "2026-10-01T00:00:00Z",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """),
                new Part("Azure Event Hubs", new EventHubsSourceConnector(), """
                        Reads what diagnostic settings stream to Event Hubs: Azure Activity, Entra sign-ins, audit and risks, AKS
                        audit; over the Kafka endpoint, which every tier but Basic has. Tasks share the partitions. A restart goes
                        on at the exact record, by Connect's offsets; no consumer group is used. What Azure needs to be told is in
                        [sources/azure.md](sources/azure.md).

                        Where messages expired before they were read, a dead letter says how many, the task's metric
                        `expired-messages-total` counts them, and reading goes on at the earliest.
                        """, """
                        {
                          "name": "azure",
                          "connector.class": "io.windhover.connect.kafka.EventHubsSourceConnector",
                          "tasks.max": "2",
                          "eventhubs.connection.string": "${file:/etc/windhover/eventhubs.properties:connection}",
                          "source.topics": "insights-activity-logs,entra",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """),
                new Part("Kafka", new KafkaSourceConnector(), """
                        Reads logs that are in topics of any Kafka cluster already, such as Falco's events as falcosidekick's Kafka
                        output writes them: one JSON object a message, with or without a key. Otherwise as for Event Hubs.
                        """, """
                        {
                          "name": "falco",
                          "connector.class": "io.windhover.connect.kafka.KafkaSourceConnector",
                          "tasks.max": "2",
                          "kafka.bootstrap.servers": "kafka-0:9093,kafka-1:9093",
                          "kafka.security.protocol": "SASL_SSL",
                          "kafka.sasl.mechanism": "SCRAM-SHA-512",
                          "kafka.sasl.jaas.config": "${file:/etc/windhover/kafka.properties:jaas}",
                          "source.topics": "falco",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """),
                new Part("Google Cloud Pub/Sub", new PubSubSourceConnector(), """
                        Pulls what a log sink of Google Cloud exports: Cloud Audit Logs, and Workspace's logs where they are shared
                        with Cloud Logging. A message is acknowledged when the broker has all of its records, and given back when
                        the task stops; what is delivered again has the same uid. Pub/Sub shares the messages among the tasks. What
                        Google Cloud needs to be told is in [sources/gcp.md](sources/gcp.md).
                        """, """
                        {
                          "name": "gcp",
                          "connector.class": "io.windhover.connect.pubsub.PubSubSourceConnector",
                          "tasks.max": "2",
                          "pubsub.subscription": "projects/example-logs/subscriptions/windhover",
                          "schema.registry.url": "http://registry:8081"
                        }
                        """));
    }

    @BeforeAll
    static void writeWhereAskedFor() throws IOException {
        if (Boolean.getBoolean("windhover.connectors.write")) {
            Files.writeString(PAGE, page());
        }
    }

    @Test
    void shouldListTheSettingsThatThereAre() {
        assertThat(PAGE).hasContent(page());
    }

    @Test
    void shouldHaveAPartForEveryPlugin() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .filter(type -> type.getPackageName().startsWith("io.windhover")))
                .containsExactlyInAnyOrderElementsOf(parts().stream()
                        .<Class<? extends SourceConnector>>map(
                                part -> part.connector().getClass())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("parts")
    void shouldShowExamplesThatAreAccepted(Part part) throws IOException {
        Map<String, String> example = new HashMap<>(
                new ObjectMapper().readValue(part.example(), new TypeReference<Map<String, String>>() {}));
        // A worker puts the secret in its place.
        example.replaceAll((name, value) -> value.startsWith("${file:")
                ? name.equals("eventhubs.connection.string")
                        ? "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=secret"
                        : "secret"
                : value);

        assertThat(part.connector().validate(example).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("parts")
    void shouldDocumentEverySetting(Part part) {
        assertThat(part.connector().config().configKeys().values())
                .filteredOn(key -> !key.internalConfig)
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Part part : parts()) {
            page.append("\n## %s\n\n%s\n```json\n%s```\n\n".formatted(part.title(), part.text(), part.example()));
            page.append("| setting | default | valid | meaning |\n|---|---|---|---|\n");
            part.connector().config().configKeys().values().stream()
                    .filter(key -> !key.internalConfig)
                    .forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String row(ConfigKey key) {
        String valid = Objects.toString(key.validator, key.type.name().toLowerCase(Locale.ROOT));
        return "| `%s` | %s | %s | %s |\n"
                .formatted(key.name, defaultOf(key), valid, key.documentation)
                .replace("<", "&lt;");
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        String text = ConfigDef.convertToString(key.defaultValue, key.type);
        return text == null || text.isEmpty() ? "" : "`" + text.replace(",", ", ") + "`";
    }
}
