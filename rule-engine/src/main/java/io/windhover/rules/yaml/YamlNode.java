package io.windhover.rules.yaml;

import io.windhover.rules.source.Position;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document, with its place in the text. */
public sealed interface YamlNode {
    Position position();

    /** How to call it in a message. */
    String described();

    /** What a scalar is by YAML 1.2's core schema. */
    enum ScalarKind {
        STRING("a text"),
        INTEGER("a number"),
        FLOAT("a number"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String words;

        ScalarKind(String words) {
            this.words = words;
        }
    }

    /**
     * A single value.
     *
     * @param text as written, quotes and escapes resolved
     * @param kind what it is; a quoted scalar is a string
     * @param verbatim whether the text stands in the file character by character, from {@code position} on
     */
    record Scalar(String text, ScalarKind kind, boolean verbatim, Position position) implements YamlNode {
        @Override
        public String described() {
            return kind.words;
        }

        public boolean isNull() {
            return kind == ScalarKind.NULL;
        }

        /** Place of a character of the text, as near as can be told. */
        public Position at(int index) {
            return verbatim
                    ? new Position(position.line(), position.column() + text.codePointCount(0, index))
                    : position;
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, Position position) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** A map, in the order of the text; no key occurs twice. */
    record Mapping(List<Entry> entries, Position position) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String described() {
            return "a map";
        }

        public Optional<YamlNode> get(String key) {
            return entry(key).map(Entry::value);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
        }

        public List<String> names() {
            return entries.stream().map(Entry::name).toList();
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, YamlNode value) {
        public String name() {
            return key.text();
        }
    }
}
