package io.windhover.cli.report;

import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes. */
public final class ReportOutput {
    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to a file, and with a --format other than text the text to standard output"
                    + " all the same. Folders that are missing are made.")
    private @Nullable Path file;

    /**
     * Writes a report.
     *
     * @param out standard output
     * @param report the report; empty if the text is what was asked for
     * @param text prints what a person reads
     * @throws Failure if the file cannot be written
     */
    public void write(Screen out, Optional<String> report, Consumer<Screen> text) {
        if (file != null) {
            save(file, report.orElseGet(() -> plain(text)));
        } else {
            report.ifPresent(out.writer()::print);
        }
        if (report.isPresent() == (file != null)) {
            text.accept(out);
        }
        out.writer().flush();
    }

    private static void save(Path file, String report) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be written: " + e, e);
        }
    }

    private static String plain(Consumer<Screen> text) {
        StringWriter plain = new StringWriter();
        PrintWriter writer = new PrintWriter(plain);
        text.accept(Screen.plain(writer));
        writer.flush();
        return plain.toString();
    }
}
