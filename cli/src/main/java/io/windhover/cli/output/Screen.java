package io.windhover.cli.output;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * One of a command's two outputs.
 *
 * @param writer takes the text; flushed by whoever writes when a reader should see it
 * @param isTerminal whether a person watches it, so that it may be redrawn
 * @param isColoured whether colours are wanted
 * @param isUnicode whether it can show more than ASCII
 * @param columns how wide it is
 */
public record Screen(PrintWriter writer, boolean isTerminal, boolean isColoured, boolean isUnicode, int columns) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;

    /** A file or a pipe. */
    public static Screen plain(PrintWriter writer) {
        return new Screen(writer, false, false, true, DEFAULT_COLUMNS);
    }

    static Screen of(OutputStream stream, Charset charset, boolean isTerminal, boolean isColoured, int columns) {
        PrintWriter writer = new PrintWriter(new OutputStreamWriter(stream, charset), false);
        boolean isUnicode = charset.newEncoder().canEncode('\u2713');
        return new Screen(
                writer, isTerminal, isColoured, isUnicode, columns < LEAST_COLUMNS ? DEFAULT_COLUMNS : columns);
    }

    /** The text in a colour, where colours are wanted. */
    public String paint(Colour colour, String text) {
        return isColoured ? colour.paint(text) : text;
    }

    /** The one or the other, by what can be shown. */
    public String symbol(String unicode, String ascii) {
        return isUnicode ? unicode : ascii;
    }

    /** Prints a line that a reader should see now. */
    public void line(String text) {
        writer.println(text);
        writer.flush();
    }
}
