package io.windhover.cli.output;

/** Colours of a terminal, as ANSI select-graphic-rendition codes. */
public enum Colour {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    BOLD_RED("1;31"),
    REVERSED_RED("1;7;31");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
