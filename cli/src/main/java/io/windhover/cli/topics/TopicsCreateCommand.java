package io.windhover.cli.topics;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.app.TopicSetup;
import io.windhover.detector.rights.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code windhover topics create}. */
@Command(
        name = "create",
        description = {
            "Create the topics that are missing, and check those that are there.",
            "",
            "For clusters where the detector itself may not create topics (topics: create: false): who runs this needs"
                    + " the rights to create and describe topics and their settings, the detector does not. It may be"
                    + " run again at any time."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all topics are there, as the detector needs them",
            "2:a topic cannot be created or has a shape that cannot work, no connection, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover topics create --config windhover.yml",
            "  windhover topics create --check --config windhover.yml"
        })
public final class TopicsCreateCommand implements Callable<Integer>, SecuredCommand {
    private final Terminal terminal;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The detector's configuration; its kafka and topics settings are used, whatever it says of"
                    + " topics: create.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path config;

    @Option(names = "--check", description = "Create nothing; a topic that is missing is a mistake.")
    private boolean check;

    public TopicsCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Needs needs() {
        return Needs.of(Cluster.of(ConfigFile.read(config)), Part.TOPICS);
    }

    @Override
    public Integer call() throws InterruptedException {
        DetectorConfig settings = ConfigFile.read(config);
        DetectorConfig.TopicsConfig topics = settings.topics();
        Cluster cluster = Cluster.of(settings);
        List<String> created;
        try (Admin admin = cluster.admin()) {
            created = new TopicSetup(new DetectorConfig.TopicsConfig(
                            topics.prefix(), !check, topics.partitions(), topics.replicationFactor()))
                    .ensure(admin);
        }
        created.forEach(topic -> terminal.out().line("created " + topic));
        String done = check ? "nothing" : Counts.of(created.size(), "topic");
        terminal.out().line(done + " created; all topics are as the detector needs them.");
        return ExitCode.OK;
    }
}
