package io.windhover.cli.output;

/** How a line of the log is written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** For machines: one JSON object a line, with the field names of the Elastic Common Schema. */
    JSON
}
