package io.windhover.rules.alias;

import java.util.ArrayList;
import java.util.List;

/** Splits a path at its dots; a key in double quotes keeps its own. */
final class PathSyntax {
    private PathSyntax() {}

    static List<String> keys(String dotted) {
        List<String> keys = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < dotted.length(); i++) {
            char c = dotted.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                keys.add(key.toString());
                key.setLength(0);
            } else {
                key.append(c);
            }
        }
        keys.add(key.toString());
        return keys;
    }

    /** With the first letter of every key in lower case. */
    static String camelCase(String dotted) {
        StringBuilder camel = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < dotted.length(); i++) {
            char c = dotted.charAt(i);
            camel.append(first ? Character.toLowerCase(c) : c);
            first = c == '.';
        }
        return camel.toString();
    }
}
