package io.windhover.rules.json;

/** What a JSON value is. */
public enum JsonType {
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    OBJECT,
    ARRAY;

    public boolean isContainer() {
        return this == OBJECT || this == ARRAY;
    }
}
