package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.app.Scrape.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reference page of the metrics; {@code -Dwindhover.metrics.write=true} writes it. */
final class MetricsPage {
    private static final Path PAGE =
            Path.of(System.getProperty("user.dir")).resolveSibling("docs").resolve("metrics.md");

    private static final String HEAD = """
            # Metrics

            `windhover run` serves these under `/metrics`, in Prometheus's text format ([how to reach it](operations.md)). The
            dashboards in `helm/windhover/dashboards` and the alert rules in `helm/windhover/files/alerts.yaml` stand on them; a test
            compares both, and this page, with what a running detector exports.

            A label never has more values than its bound: 200 sources and 2,000 rules are told apart by each detector, all further
            ones are `other`. Counters count what was done, also in a transaction that was then aborted and done again: after a
            failure they may count a record twice, while its alert is written once. A counter of a rule or a source begins with
            its first event.

            The times of `windhover_heartbeat_latency_seconds` and `windhover_alert_latency_seconds` are taken from clocks of
            different machines, and end where triage hands the alert over: a reader of committed alerts sees it when the transaction
            ends, at most 100 ms later. What is replayed from files that lay around for long has its ingest time from the replay.

            ## Ours

            | metric | type | labels | meaning |
            |---|---|---|---|
            """;

    private static final String TAIL = """

            ## Kafka's and the JVM's

            Kafka's own metrics keep their names, with `kafka_` and the group before them: `kafka_stream_thread_…`,
            `kafka_stream_task_…`, `kafka_stream_state_…` (RocksDB among them), `kafka_consumer_…`, `kafka_producer_…`,
            `kafka_admin_client_…`; what they mean stands in [Kafka's documentation](https://kafka.apache.org/documentation/#monitoring).
            They appear once tasks run, those of a new task within a minute. Left out is what there is for each broker, and of what
            there is for each partition all but the lag. Their number grows with partitions and stores, not with traffic.

            The JVM's are Micrometer's: `jvm_memory_…`, `jvm_gc_…`, `jvm_threads_…`, `process_…`.

            This page is generated. After a change of the metrics:
            `./mvnw -pl detector-topology -am verify -Dtest=None -Dit.test=MetricsIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dwindhover.metrics.write=true`
            """;

    private MetricsPage() {}

    static void compareOrWrite(Scrape scrape) throws IOException {
        String page = HEAD
                + scrape.families().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("windhover_"))
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())
                + TAIL;
        if (Boolean.getBoolean("windhover.metrics.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String row(String name, Family family) {
        assertThat(family.help()).as(name).isNotBlank();
        Set<String> labels = new TreeSet<>(family.labels());
        labels.remove("le");
        return "| `" + name + "` | " + family.type() + " | "
                + labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")) + " | "
                + family.help() + " |\n";
    }
}
