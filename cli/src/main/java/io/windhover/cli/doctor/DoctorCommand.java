package io.windhover.cli.doctor;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.DetectorConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windhover doctor}. */
@Command(
        name = "doctor",
        description = {
            "Check a deployment, and say what to do about what is not well.",
            "",
            "Looks at versions, the state directory, brokers, schema registry, rights, topics, clocks, the rule set and the"
                    + " running detectors. Run it where the detector runs, as its user and with its configuration. It changes"
                    + " nothing but writes one heartbeat to the events topic, as detectors do, for the broker's time."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no problem, though perhaps warnings",
            "1:a problem: the detector does not work so, or loses something",
            "2:the configuration cannot be read, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  windhover doctor --config windhover.yml", "  windhover doctor --config windhover.yml --json"})
public final class DoctorCommand implements Callable<Integer> {
    private static final int LONGEST_LINE = 600;
    private static final int STATUS_WIDTH = 9;
    private static final int CHECK_WIDTH = 10;

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The detector's configuration, in YAML.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path config;

    @Option(names = "--json", description = "One JSON object for each finding: check, status, message, remedy.")
    private boolean json;

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        DetectorConfig settings = ConfigFile.read(config);
        List<Diagnosis> all = new ArrayList<>();
        new Doctor(settings, String.join(" ", spec.root().version()), Clock.systemUTC()).examine(diagnosis -> {
            all.add(diagnosis);
            print(diagnosis);
        });
        long problems = count(all, Diagnosis.Status.PROBLEM);
        if (!json) {
            terminal.out()
                    .line(Counts.of(problems, "problem") + ", "
                            + Counts.of(count(all, Diagnosis.Status.WARNING), "warning") + ".");
        }
        return problems > 0 ? ExitCode.FOUND : ExitCode.OK;
    }

    private static long count(List<Diagnosis> all, Diagnosis.Status status) {
        return all.stream().filter(diagnosis -> diagnosis.status() == status).count();
    }

    private void print(Diagnosis diagnosis) {
        Screen out = terminal.out();
        String status = diagnosis.status().name().toLowerCase(Locale.ROOT);
        if (json) {
            out.line(JsonLines.line(object -> {
                object.writeStringField("check", diagnosis.check());
                object.writeStringField("status", status);
                object.writeStringField("message", diagnosis.message());
                JsonLines.text(object, "remedy", diagnosis.remedy());
            }));
            return;
        }
        out.line(out.paint(colour(diagnosis.status()), padded(status, STATUS_WIDTH))
                + padded(diagnosis.check(), CHECK_WIDTH)
                + SafeText.line(diagnosis.message(), LONGEST_LINE));
        if (diagnosis.remedy() != null) {
            out.line(" ".repeat(STATUS_WIDTH + CHECK_WIDTH) + "-> " + SafeText.line(diagnosis.remedy(), LONGEST_LINE));
        }
    }

    private static Colour colour(Diagnosis.Status status) {
        return switch (status) {
            case OK -> Colour.GREEN;
            case SKIPPED -> Colour.DIM;
            case WARNING -> Colour.YELLOW;
            case PROBLEM -> Colour.BOLD_RED;
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
