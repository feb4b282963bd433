package io.windhover.cli.lists;

import io.windhover.cli.time.Moment;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListKey;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import io.windhover.rules.yaml.YamlReader;
import io.windhover.schemas.ListEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the entries of one list; what is wrong with one is an issue at its place, and the others are read on. */
final class ListFileParser {
    private static final List<String> KEYS = List.of("value", "expires", "owner", "confidence", "source", "comment");

    /** A comment begins a line, or has a space before it: an URL may hold a bare {@code #}. */
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

    private final String list;
    private final Issues issues;
    private final List<ListEntry> entries = new ArrayList<>();

    ListFileParser(String list, Issues issues) {
        this.list = list;
        this.issues = issues;
    }

    /** One value a line. */
    List<ListEntry> lines(SourceFile file) {
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            String line = comment.find() ? lines.get(i).substring(0, comment.start()) : lines.get(i);
            if (!line.isBlank()) {
                String value = line.strip();
                add(entry(value), new Position(i + 1, line.codePointCount(0, line.indexOf(value)) + 1));
            }
        }
        return entries;
    }

    /** A YAML list of values, or of maps that say more of one. */
    List<ListEntry> yaml(SourceFile file) {
        for (YamlNode document : YamlReader.read(file, issues)) {
            if (document instanceof Sequence items) {
                items.items().forEach(this::item);
            } else {
                issues.error(document.position(), "A list file holds a list, this is " + document.described() + ".");
            }
        }
        return entries;
    }

    private void item(YamlNode node) {
        if (node instanceof Scalar scalar && !scalar.isNull()) {
            add(entry(scalar.text()), scalar.position());
        } else if (node instanceof Mapping map) {
            item(map);
        } else {
            issues.error(node.position(), "An entry is a value or a map, this is " + node.described() + ".");
        }
    }

    private void item(Mapping map) {
        int errors = issues.errors();
        ListEntry.Builder entry = entry("");
        map.entries().forEach(field -> field(entry, field));
        Optional<YamlNode> value = map.get("value");
        if (value.isEmpty()) {
            issues.error(map.position(), "The entry has no 'value'.");
        } else if (issues.errors() == errors) {
            add(entry, value.get().position());
        }
    }

    private void field(ListEntry.Builder entry, Entry field) {
        if (!KEYS.contains(field.name())) {
            issues.error(
                    field.key().position(),
                    "Unknown key '" + field.name() + "'.",
                    Nearest.question(field.name(), KEYS));
        } else if (!(field.value() instanceof Scalar scalar) || scalar.isNull()) {
            issues.error(
                    field.value().position(),
                    "'" + field.name() + "' takes a single value, this is "
                            + field.value().described() + ".");
        } else {
            field(entry, field.name(), scalar);
        }
    }

    private void field(ListEntry.Builder entry, String name, Scalar scalar) {
        switch (name) {
            case "value" -> entry.setValue(scalar.text());
            case "owner" -> entry.setOwner(scalar.text());
            case "source" -> entry.setSource(scalar.text());
            case "comment" -> entry.setComment(scalar.text());
            case "confidence" -> {
                if (scalar.text().matches("\\d{1,2}|100")) {
                    entry.setConfidence(Integer.valueOf(scalar.text()));
                } else {
                    issues.error(scalar.position(), "'confidence' is a number from 0 to 100.");
                }
            }
            default -> {
                Optional<Instant> expires = Moment.at(scalar.text());
                entry.setExpires(expires.orElse(null));
                if (expires.isEmpty()) {
                    issues.error(scalar.position(), "'expires' is " + Moment.FORMS + ".");
                }
            }
        }
    }

    private ListEntry.Builder entry(String value) {
        return ListEntry.newBuilder().setList(list).setValue(value);
    }

    private void add(ListEntry.Builder builder, Position position) {
        ListEntry entry = builder.build();
        try {
            entries.add(ListEntry.newBuilder(entry)
                    .setKind(ListKey.of(entry).value().kind())
                    .build());
        } catch (InvalidListEntryException e) {
            issues.error(position, e.reason(), e.suggestion());
        }
    }
}
