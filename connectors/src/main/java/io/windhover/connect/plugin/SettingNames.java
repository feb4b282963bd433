package io.windhover.connect.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds settings that nobody would read, most of them misspelt. */
final class SettingNames {

    /** What Connect itself reads of a connector's settings. */
    private static final Set<String> OF_CONNECT = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "task.class",
            "tasks.max",
            "tasks.max.enforce",
            "key.converter",
            "key.converter.plugin.version",
            "value.converter",
            "value.converter.plugin.version",
            "header.converter",
            "header.converter.plugin.version",
            "config.action.reload",
            "exactly.once.support",
            "offsets.storage.topic");

    private static final Set<String> PREFIXES = Set.of(
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms",
            "predicates",
            "errors.",
            "topic.creation.",
            "transaction.boundary",
            "producer.override.",
            "admin.override.",
            "consumer.override.",
            // Of the schema registry's client.
            "schema.registry.",
            "schema.",
            "basic.auth.",
            "bearer.auth.",
            "http.",
            "proxy.",
            "auto.register.schemas");

    private static final int FURTHEST = 3;

    private SettingNames() {}

    /** A message for each name that is neither known nor somebody else's. */
    static Map<String, String> unknown(Collection<String> names, Collection<String> known) {
        Map<String, String> messages = new TreeMap<>();
        for (String name : names) {
            if (!known.contains(name)
                    && !OF_CONNECT.contains(name)
                    && PREFIXES.stream().noneMatch(name::startsWith)) {
                messages.put(name, "unknown setting '" + name + "'" + suggestion(name, known));
            }
        }
        return messages;
    }

    private static String suggestion(String name, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(candidate -> distance(name, candidate)));
        return nearest.filter(candidate -> distance(name, candidate) <= FURTHEST)
                .map(candidate -> ": did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
