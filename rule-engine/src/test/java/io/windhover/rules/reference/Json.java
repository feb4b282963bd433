package io.windhover.rules.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON tree that keeps what Jackson's own would lose: keys that occur twice, and how a number is written. */
public sealed interface Json {
    record Member(String key, Json value) {}

    record Obj(List<Member> members) implements Json {}

    record Arr(List<Json> items) implements Json {}

    record Text(String text) implements Json {}

    record Num(String written) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    static Json parse(byte[] json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            Json tree = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("Something follows the value.");
            }
            return tree;
        }
    }

    private static Json read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("No value.");
        }
        switch (token) {
            case START_OBJECT -> {
                List<Member> members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    members.add(new Member(key, read(parser)));
                }
                return new Obj(members);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                return new Arr(items);
            }
            case VALUE_STRING -> {
                return new Text(parser.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Num(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return new Bool(token == JsonToken.VALUE_TRUE);
            }
            case VALUE_NULL -> {
                return new Null();
            }
            default -> throw new IOException("Unexpected " + token);
        }
    }

    /** Without white space, with the shortest escapes. */
    static String compact(Json json) {
        if (json instanceof Obj obj) {
            return "{"
                    + String.join(
                            ",",
                            obj.members().stream()
                                    .map(m -> quoted(m.key()) + ":" + compact(m.value()))
                                    .toList())
                    + "}";
        } else if (json instanceof Arr arr) {
            return "["
                    + String.join(",", arr.items().stream().map(Json::compact).toList()) + "]";
        } else if (json instanceof Text text) {
            return quoted(text.text());
        } else if (json instanceof Num num) {
            return num.written();
        }
        return json instanceof Bool bool ? String.valueOf(bool.value()) : "null";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
