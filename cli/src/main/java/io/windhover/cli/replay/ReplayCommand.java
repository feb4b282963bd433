package io.windhover.cli.replay;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.LogOptions;
import io.windhover.cli.events.ReadTotals;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.stop.Signals;
import io.windhover.cli.stop.Stop;
import io.windhover.connect.record.EventRecords;
import io.windhover.detector.network.NetworkContext;
import io.windhover.detector.rights.Part;
import io.windhover.registry.AvroSerde;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windhover replay}. */
@Command(
        name = "replay",
        description = {
            "Write log files to the events topic, as live traffic or as history.",
            "",
            "Reads files as detect does and writes their events in the order in which they stand there. The ingest time of"
                    + " each is the latest event time so far, so that an event is as late as it was in the log. With"
                    + " --learn the events are history: baselines learn from them and nothing alerts. A log is"
                    + " recognised as by the connectors, and has the same uids: what was read before counts once."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all events are written",
            "1:interrupted; what was read until then is written",
            "2:nothing could be read, no connection, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover replay --config windhover.yml --learn cloudtrail/2026/10/",
            "  windhover replay --config windhover.yml --rate 500 attack.ndjson"
        })
public final class ReplayCommand implements Callable<Integer>, SecuredCommand {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final Stop stop;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Log files, folders of them, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private List<String> inputs;

    @Option(names = "--learn", description = "The events are history: they teach, and never alert.")
    private boolean learn;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second; default: as fast as it goes.")
    private int rate;

    @Mixin
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private LogOptions logs;

    @Option(
            names = "--json",
            description =
                    "The summary as one JSON object: events, unreadable, history, first_time, last_time, seconds.")
    private boolean json;

    public ReplayCommand(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Needs needs() {
        return Needs.of(options.cluster(), Part.REPLAY);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rate < 0) {
            throw new ParameterException(spec.commandLine(), "--rate must be at least 1, not " + rate);
        }
        Cluster cluster = options.cluster();
        String topic = cluster.topics().events();
        cluster.requireTopic(topic);
        Signals signals = Signals.request(stop, STOP_PATIENCE, () -> {});
        try (EventProducer producer = new EventProducer(cluster.kafka());
                AvroSerde<CloudEvent> serde = new AvroSerde<>(CloudEvent.class, cluster.registry())) {
            Serializer<CloudEvent> serializer = serde.serializer();
            ReplayedEvents replayed = new ReplayedEvents(learn, new Pace(rate), stop, (key, event) -> {
                producer.requireWritten();
                producer.send(record(topic, key, event, serializer.serialize(topic, event)));
            });
            ReadTotals totals = new EventReader(terminal, logs, NetworkContext.NONE).read("replay", inputs, replayed);
            producer.flush();
            producer.requireWritten();
            summarise(replayed, totals);
            if (totals.isNothingReadable()) {
                return ExitCode.FAILED;
            }
            return stop.isRequested() ? ExitCode.FOUND : ExitCode.OK;
        } finally {
            signals.restore();
        }
    }

    /** As the connectors write it. */
    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] key, CloudEvent event, byte[] value) {
        String name = LogSources.name(event.getLogSource());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        record.headers().add(EventRecords.LOG_SOURCE, name.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void summarise(ReplayedEvents replayed, ReadTotals totals) {
        if (json) {
            terminal.out().line(JsonLines.line(object -> {
                object.writeNumberField("events", replayed.sent());
                object.writeNumberField("unreadable", totals.unreadable());
                object.writeBooleanField("history", learn);
                JsonLines.text(object, "first_time", replayed.first() == null ? null : "" + replayed.first());
                JsonLines.text(object, "last_time", replayed.latest() == null ? null : "" + replayed.latest());
                object.writeNumberField("seconds", totals.time().toMillis() / 1e3);
            }));
        } else {
            terminal.err()
                    .line(totals.summary(
                            Counts.of(replayed.sent(), "event") + (learn ? " written as history" : " written")));
        }
    }
}
