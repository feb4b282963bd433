package io.windhover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.cli.output.Screen;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.stop.Stop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands in this process, with their streams captured. */
public final class Cli {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Stop stop = new Stop();
    private String in = "";
    private boolean terminal;
    private int exitCode = -1;

    public static Cli run(String... arguments) {
        return new Cli().execute(arguments);
    }

    public Cli in(String text) {
        in = text;
        return this;
    }

    /** As if a person watched, in colour. */
    public Cli onTerminal() {
        terminal = true;
        return this;
    }

    public Cli execute(String... arguments) {
        Terminal streams =
                new Terminal(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), screen(out), screen(err));
        exitCode = Windhover.commandLine(streams, stop).execute(arguments);
        return this;
    }

    private Screen screen(StringWriter text) {
        return new Screen(new PrintWriter(text), terminal, terminal, true, 80);
    }

    /** Ends a command that runs until it is told to stop. */
    public Stop stop() {
        return stop;
    }

    public int exitCode() {
        return exitCode;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    public List<String> lines() {
        return out().lines().toList();
    }

    /** Standard output as JSON, one object a line. */
    public List<JsonNode> json() {
        return lines().stream().map(Cli::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
