package io.windhover.rules.yaml;

import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import io.windhover.rules.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 (core schema, and the merge key {@code <<} of 1.1, which rule authors use) from the parser's events, so
 * that every bound holds before a node is made: {@value #MAX_CODE_POINTS} code points, {@value #MAX_DEPTH} levels,
 * {@value #MAX_NODES} nodes with aliases written out.
 */
public final class YamlReader {
    private static final int MAX_CODE_POINTS = 1 << 20;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 200_000;
    private static final String MERGE = "<<";
    /** Immutable, and more work to make than most rules are to read. */
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private final Iterator<Event> events;
    private final Issues issues;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private final Map<Anchor, Integer> sizes = new HashMap<>();
    private int nodes;
    private Optional<Mark> reached = Optional.empty();

    private YamlReader(Iterator<Event> events, Issues issues) {
        this.events = events;
        this.issues = issues;
    }

    /** The file's documents without the empty ones; at the first error of syntax, those before it. */
    public static List<YamlNode> read(SourceFile file, Issues issues) {
        if (file.text().length() > MAX_CODE_POINTS) {
            issues.error(Position.START, "The file is larger than " + MAX_CODE_POINTS + " characters.");
            return List.of();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setCodePointLimit(MAX_CODE_POINTS)
                .build();
        List<YamlNode> documents = new ArrayList<>();
        try {
            new YamlReader(new Parse(settings).parseString(file.text()).iterator(), issues).documents(documents);
        } catch (Unreadable stop) {
            issues.error(stop.position, stop.reason);
        } catch (MarkedYamlEngineException syntax) {
            Optional<Mark> mark = syntax.getProblemMark().or(syntax::getContextMark);
            issues.error(position(mark), "Not YAML: " + syntax.getProblem() + ".");
        } catch (YamlEngineException unreadable) {
            issues.error(Position.START, "Not YAML: " + unreadable.getMessage());
        }
        return documents;
    }

    private void documents(List<YamlNode> documents) {
        for (Event event = next(); event.getEventId() != Event.ID.StreamEnd; event = next()) {
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                YamlNode root = node(next(), 1);
                if (!(root instanceof Scalar scalar && scalar.isNull())) {
                    documents.add(root);
                }
            }
        }
    }

    /** The parser lets escapes of no character, such as {@code \\x} at the end of a file, through to Java's own checks. */
    private Event next() {
        try {
            Event event = events.next();
            reached = event.getEndMark();
            return event;
        } catch (IllegalArgumentException | IndexOutOfBoundsException unforeseen) {
            throw new Unreadable("Not YAML: something after this place is no character.", position(reached));
        }
    }

    private YamlNode node(Event event, int depth) {
        Position position = position(event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new Unreadable("Nested more than " + MAX_DEPTH + " levels deep.", position);
        }
        if (event instanceof AliasEvent alias) {
            return expand(alias, position);
        }
        int before = nodes;
        count(1, position);
        YamlNode node =
                switch (event.getEventId()) {
                    case Scalar -> scalar((ScalarEvent) event, position);
                    case SequenceStart -> sequence(position, depth);
                    case MappingStart -> mapping(position, depth);
                    default -> throw new IllegalStateException("The parser sent " + event);
                };
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> {
            anchors.put(anchor, node);
            sizes.put(anchor, nodes - before);
        });
        return node;
    }

    private YamlNode expand(AliasEvent alias, Position position) {
        YamlNode target = anchors.get(alias.getAlias());
        if (target == null) {
            issues.error(position, "Nothing before this place is anchored as '" + alias.getAlias() + "'.");
            return new Scalar("", ScalarKind.NULL, false, position);
        }
        count(sizes.getOrDefault(alias.getAlias(), 1), position);
        return target;
    }

    private void count(int more, Position position) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new Unreadable("More than " + MAX_NODES + " values, aliases written out.", position);
        }
    }

    private Scalar scalar(ScalarEvent event, Position position) {
        String text = event.getValue();
        ScalarKind kind = kind(event, text);
        int width = event.getEndMark().map(Mark::getIndex).orElse(0)
                - event.getStartMark().map(Mark::getIndex).orElse(0);
        int quotes = event.isPlain() ? 0 : 1;
        boolean oneLine = !event.isLiteral() && !event.isFolded();
        boolean verbatim = oneLine && width == text.codePointCount(0, text.length()) + 2 * quotes;
        Position start = verbatim ? new Position(position.line(), position.column() + quotes) : position;
        return new Scalar(text, kind, verbatim, start);
    }

    private ScalarKind kind(ScalarEvent event, String text) {
        Tag tag = event.getTag().map(Tag::new).orElseGet(() -> RESOLVER.resolve(text, event.isPlain()));
        if (tag.equals(Tag.INT)) {
            return ScalarKind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            return ScalarKind.FLOAT;
        } else if (tag.equals(Tag.BOOL)) {
            return ScalarKind.BOOLEAN;
        } else if (tag.equals(Tag.NULL)) {
            return ScalarKind.NULL;
        }
        return ScalarKind.STRING;
    }

    private Sequence sequence(Position position, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(items, position);
    }

    private Mapping mapping(Position position, int depth) {
        Map<String, Entry> own = new LinkedHashMap<>();
        List<YamlNode> merged = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(next(), depth + 1);
            if (!(key instanceof Scalar name)) {
                issues.error(key.position(), "A key must be a single value, this is " + key.described() + ".");
            } else if (name.text().equals(MERGE)) {
                merged.add(value);
            } else if (own.putIfAbsent(name.text(), new Entry(name, value)) != null) {
                issues.error(name.position(), "The key '" + name.text() + "' occurs twice in this map.");
            }
        }
        merged.forEach(value -> merge(value, own));
        return new Mapping(List.copyOf(own.values()), position);
    }

    private void merge(YamlNode value, Map<String, Entry> into) {
        if (value instanceof Mapping mapping) {
            count(mapping.entries().size(), mapping.position());
            mapping.entries().forEach(entry -> into.putIfAbsent(entry.name(), entry));
        } else if (value instanceof Sequence sequence) {
            sequence.items().forEach(item -> merge(item, into));
        } else {
            issues.error(value.position(), "Only a map can be merged with '<<', this is " + value.described() + ".");
        }
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
    }

    /** Ends the reading of a file that is too large to go on with, or that the parser fails on. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;
        private final transient Position position;

        Unreadable(String reason, Position position) {
            super(reason, null, false, false);
            this.reason = reason;
            this.position = position;
        }
    }
}
