package io.windhover.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command reads and writes.
 *
 * @param in standard input
 * @param out for results
 * @param err for everything else: progress, summaries, mistakes
 */
public record Terminal(InputStream in, Screen out, Screen err) {
    /**
     * Set by the launcher, which can ask the shell: which of {@code out} and {@code err} are terminals. Java itself knows
     * of both at once, and says it differently from version 22 on.
     */
    private static final String TERMINALS = "windhover.terminals";

    private static final String COLUMNS = "windhover.columns";

    /** The process's own streams. */
    public static Terminal ofProcess(Map<String, String> environment) {
        List<String> terminals = Arrays.asList(System.getProperty(TERMINALS, "").split(",", -1));
        return new Terminal(
                System.in,
                screen(environment, FileDescriptor.out, "stdout.encoding", terminals.contains("out")),
                screen(environment, FileDescriptor.err, "stderr.encoding", terminals.contains("err")));
    }

    private static Screen screen(
            Map<String, String> environment, FileDescriptor descriptor, String encoding, boolean isTerminal) {
        String name = System.getProperty(encoding);
        Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
        return Screen.of(
                new FileOutputStream(descriptor),
                charset,
                isTerminal,
                isColoured(environment, isTerminal),
                Integer.getInteger(COLUMNS, 0));
    }

    /** As no-color.org and bixense.com/clicolors have it. */
    static boolean isColoured(Map<String, String> environment, boolean isTerminal) {
        if (isSet(environment.get("NO_COLOR"))) {
            return false;
        }
        String force = environment.get("CLICOLOR_FORCE");
        if (isSet(force) && !"0".equals(force)) {
            return true;
        }
        return isTerminal && !"dumb".equals(environment.get("TERM")) && !"0".equals(environment.get("CLICOLOR"));
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
