package io.windhover.cli.demo;

import io.windhover.cli.output.Terminal;
import io.windhover.cli.replay.Pace;
import io.windhover.cli.stop.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code windhover demo}. */
@Command(
        name = "demo",
        description = {
            "Show all of it in one process: a Kafka broker, a schema registry, the file connector and the detector.",
            "",
            "Replays a bundled attack in AWS CloudTrail, or files of yours, prints each alert as it arrives, then what"
                    + " came of it. Everything listens on free loopback ports; nothing is left behind."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:replayed, whatever was found; with --keep: ended by Ctrl-C",
            "2:could not be done, wrong usage",
            "130:ended by Ctrl-C before it was done"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover demo",
            "  windhover demo --input cloudtrail/ --rules rules/",
            "  zcat *.json.gz | windhover demo --input - --json",
            "  windhover demo --keep"
        })
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Stop stop;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Log files, folders of them, or - for standard input, in place of the bundled story.")
    private List<String> inputs = List.of();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders of rules, in place of those that ship with Windhover.")
    private List<Path> rules = List.of();

    @Option(names = "--keep", description = "Leave it running after the replay, and print the addresses.")
    private boolean keep;

    @Option(
            names = "--json",
            description = "Print each alert's record as a line of JSON; the summary then goes to standard error.")
    private boolean json;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = PaceConverter.class,
            description =
                    "Replay so many events a second, or max for as many as it can; without it, the story at 1000/s"
                            + " and your files at max.")
    private @Nullable Pace pace;

    /** @param stop ends it, beside the signals */
    public DemoCommand(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        return new Demo(new DemoOptions(inputs, rules, keep, json, Optional.ofNullable(pace)), terminal, stop).run();
    }

    /** Reads {@code 500}, {@code 500/s} or {@code max}. */
    static final class PaceConverter implements ITypeConverter<Pace> {
        @Override
        public Pace convert(String value) {
            if (value.equals("max")) {
                return Pace.UNLIMITED;
            }
            if (!value.matches("[1-9]\\d{0,8}(/s)?")) {
                throw new TypeConversionException(
                        "'" + value + "' is not a number of events a second, such as 500/s, nor max");
            }
            return new Pace(Integer.parseInt(value.replace("/s", "")));
        }
    }
}
