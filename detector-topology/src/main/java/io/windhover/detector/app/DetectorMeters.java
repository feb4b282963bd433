package io.windhover.detector.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.windhover.detector.state.RocksDbMemory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.jspecify.annotations.Nullable;

/** The metrics of one detector: those of its stages, of Kafka's clients and of the JVM. */
final class DetectorMeters implements AutoCloseable {
    private static final String RECORDS_LAG = "records-lag";

    /** Of Kafka's metrics, what is there for each broker or partition and of no use without a question about that one. */
    private static final List<String> LEFT_OUT = List.of(
            "kafka.consumer.node",
            "kafka.producer.node",
            "kafka.admin.client.node",
            "kafka.consumer.fetch.manager.preferred.read.replica",
            "kafka.consumer.fetch.manager.records.lag.avg",
            "kafka.consumer.fetch.manager.records.lead");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private @Nullable KafkaStreamsMetrics kafka;

    /**
     * Registers what does not depend on the application.
     *
     * @param prefix of the topics
     */
    DetectorMeters(String prefix) {
        LEFT_OUT.forEach(name -> registry.config().meterFilter(MeterFilter.denyNameStartsWith(name)));
        // Consumers have each metric of a topic twice, once with its name as it was called in JMX.
        String legacy = (prefix + ".").replace('.', '_');
        registry.config()
                .meterFilter(MeterFilter.deny(id -> id.getName().startsWith("kafka.consumer")
                        && id.getTag("topic") != null
                        && id.getTag("topic").startsWith(legacy)));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** All metrics in Prometheus's text format. */
    String scrape() {
        return registry.scrape();
    }

    void bind(RocksDbMemory memory) {
        Gauge.builder("windhover.state.memory.used", memory, RocksDbMemory::used)
                .description("Native memory that all state stores use together")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Binds the detector's own view of its application. */
    void bind(KafkaStreams streams, Topology topology, DetectorHealth health) {
        for (String topic : sources(topology)) {
            Gauge.builder("windhover.lag.records", streams, running -> lag(running, topic))
                    .description("Records of a topic that are still to be read by this detector, all its partitions"
                            + " together")
                    .tag("topic", topic)
                    .register(registry);
        }
        Gauge.builder("windhover.ready", health, h -> h.get().ready() ? 1 : 0)
                .description("1 where events are judged, or would be if some came; else 0")
                .register(registry);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                bindKafka(streams);
            }
        });
    }

    /** Once tasks run: the binder finds what there is at the time, and looks again every minute. */
    private synchronized void bindKafka(KafkaStreams streams) {
        if (kafka == null) {
            kafka = new KafkaStreamsMetrics(streams);
            kafka.bindTo(registry);
        }
    }

    private static Set<String> sources(Topology topology) {
        Set<String> topics = new TreeSet<>();
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
                    topics.addAll(source.topicSet());
                }
            }
        }
        return topics;
    }

    /** What the consumers have not fetched; they fetch little more than what is worked on. */
    private static double lag(KafkaStreams streams, String topic) {
        double lag = 0;
        for (var metric : streams.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals(RECORDS_LAG)
                    && topic.equals(name.tags().get("topic"))
                    && metric.getValue().metricValue() instanceof Double records
                    && !records.isNaN()) {
                lag += records;
            }
        }
        return lag;
    }

    @Override
    public synchronized void close() {
        if (kafka != null) {
            kafka.close();
        }
        garbageCollection.close();
        registry.close();
    }
}
