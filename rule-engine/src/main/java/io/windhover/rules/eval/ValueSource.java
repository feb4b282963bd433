package io.windhover.rules.eval;

import io.windhover.rules.alias.FieldSource.Change;
import io.windhover.rules.alias.NormalisedFields.NormalisedField;
import io.windhover.rules.json.Folding;
import io.windhover.rules.json.JsonScanner;
import io.windhover.rules.json.JsonType;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.json.Occurrences;
import io.windhover.rules.json.Projection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a field's values come from, bound to the slots of one log source's projection. Immutable. */
public abstract sealed class ValueSource {
    private static final ValueTest ANY = (value, evaluation) -> true;

    /** Whether a value passes, the first that does ending the search; {@code value} is what they are shown in. */
    abstract boolean any(Evaluation evaluation, EventValue value, ValueTest test);

    /** The values as texts, each once, {@code most} at most; without nulls and empty ones, and of arrays the members. */
    List<String> texts(Evaluation evaluation, int most, int longest) {
        Set<String> texts = new LinkedHashSet<>();
        any(evaluation, evaluation.value(), (value, e) -> {
            if (value.type() != JsonType.NULL && value.type() != JsonType.ARRAY) {
                add(value.string(), longest, texts);
            }
            return texts.size() >= most;
        });
        return List.copyOf(texts);
    }

    private static void add(String text, int longest, Collection<String> texts) {
        if (!text.isEmpty()) {
            texts.add(text.length() > longest ? text.substring(0, longest) : text);
        }
    }

    final boolean isPresent(Evaluation evaluation, EventValue value) {
        return any(evaluation, value, ANY);
    }

    /** The values in a slot; of a path with dots, those under the whole path as one key, if there are any. */
    public static final class Slot extends ValueSource {
        private final int flat;
        private final int nested;

        /**
         * Binds the slots.
         *
         * @param flat negative where the path has no dots
         */
        public Slot(int flat, int nested) {
            this.flat = flat;
            this.nested = nested;
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            Occurrences found = evaluation.found();
            int occurrence = first(found);
            while (occurrence != Occurrences.NONE) {
                value.set(evaluation.buffer(), found, occurrence);
                if (test.test(value, evaluation)) {
                    return true;
                }
                occurrence = found.next(occurrence);
            }
            return false;
        }

        private int first(Occurrences found) {
            int first = flat < 0 ? Occurrences.NONE : found.first(flat);
            return first == Occurrences.NONE ? found.first(nested) : first;
        }
    }

    /** A fixed text. */
    public static final class Constant extends ValueSource {
        private final byte[] text;

        public Constant(String text) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            value.set(text, JsonType.STRING);
            return test.test(value, evaluation);
        }
    }

    /** The values of several sources. */
    public static final class Union extends ValueSource {
        private final ValueSource[] sources;

        public Union(List<ValueSource> sources) {
            this.sources = sources.toArray(ValueSource[]::new);
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            for (ValueSource source : sources) {
                if (source.any(evaluation, value, test)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** An attribute of the normalised event. */
    public static final class Normalised extends ValueSource {
        private final NormalisedField field;

        public Normalised(NormalisedField field) {
            this.field = field;
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            for (Object each : field.values(evaluation.normalised())) {
                value.set(each.toString().getBytes(StandardCharsets.UTF_8), type(each));
                if (test.test(value, evaluation)) {
                    return true;
                }
            }
            return false;
        }

        /** Without a way through bytes: stateful rules ask for these of nearly every event. */
        @Override
        List<String> texts(Evaluation evaluation, int most, int longest) {
            List<? extends Object> values = field.values(evaluation.normalised());
            if (values.isEmpty()) {
                return List.of();
            } else if (values.size() == 1) {
                String text = values.get(0).toString();
                return text.isEmpty()
                        ? List.of()
                        : List.of(text.length() > longest ? text.substring(0, longest) : text);
            }
            Set<String> texts = new LinkedHashSet<>();
            for (int i = 0; i < values.size() && texts.size() < most; i++) {
                add(values.get(i).toString(), longest, texts);
            }
            return List.copyOf(texts);
        }

        private static JsonType type(Object value) {
            if (value instanceof Boolean truth) {
                return truth ? JsonType.TRUE : JsonType.FALSE;
            }
            return value instanceof Number ? JsonType.NUMBER : JsonType.STRING;
        }
    }

    /** The scalars of another source, as changed texts. */
    public static final class Changed extends ValueSource {
        private final ValueSource source;
        private final Change change;

        public Changed(ValueSource source, Change change) {
            this.source = source;
            this.change = change;
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            return source.any(evaluation, value, (given, e) -> {
                if (given.type() == JsonType.NULL || given.type().isContainer()) {
                    return false;
                }
                given.set(changed(given.string()));
                return test.test(given, e);
            });
        }

        private String changed(String text) {
            if (change instanceof Change.Translate translate) {
                return translate.texts().getOrDefault(Folding.fold(text), text);
            } else if (change instanceof Change.Before before) {
                int at = text.indexOf(before.separator());
                return at < 0 ? text : text.substring(0, at);
            } else if (change instanceof Change.After after) {
                int at = text.indexOf(after.separator());
                return at < 0 ? text : text.substring(at + after.separator().length());
            } else if (change instanceof Change.AfterLast after) {
                int at = text.lastIndexOf(after.separator());
                return at < 0 ? text : text.substring(at + after.separator().length());
            }
            return strip(text, ((Change.Strip) change).characters());
        }

        private static String strip(String text, String characters) {
            int from = 0;
            int to = text.length();
            while (from < to && characters.indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            while (to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            return text.substring(from, to);
        }
    }

    /** Another source's values, if certain fields are present or missing or have certain values. */
    public static final class Guarded extends ValueSource {
        private final List<Guard> guards;
        private final ValueSource source;

        /** A field, and whether some test of it must hold or must not. */
        public record Guard(ValueSource field, PlannedTest test, boolean wanted) {}

        public Guarded(List<Guard> guards, ValueSource source) {
            this.guards = List.copyOf(guards);
            this.source = source;
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            for (int i = 0; i < guards.size(); i++) {
                Guard guard = guards.get(i);
                if (guard.field.any(evaluation, value, guard.test.test()) != guard.wanted) {
                    return false;
                }
            }
            return source.any(evaluation, value, test);
        }
    }

    /** A list of name and value pairs, read as a map. */
    public static final class Pivot extends ValueSource {
        private static final int NAME = 0;
        private static final int VALUE = 1;

        private final ValueSource list;
        private final Projection member;
        private final String name;

        /** Reads, of each object in the list, the value under one path where the text under another is the name. */
        public Pivot(ValueSource list, List<String> namePath, List<String> valuePath, String name) {
            this.list = list;
            this.name = name;
            Projection.Builder builder = new Projection.Builder();
            builder.slot(namePath);
            builder.slot(valuePath);
            this.member = builder.build();
        }

        @Override
        boolean any(Evaluation evaluation, EventValue value, ValueTest test) {
            JsonScanner scanner = new JsonScanner(member);
            return list.any(evaluation, value, (given, e) -> {
                if (given.type() != JsonType.OBJECT) {
                    return false;
                }
                scan(scanner, e.buffer(), given);
                return isNamed(scanner.found(), value, e) && anyValue(scanner.found(), value, e, test);
            });
        }

        private static void scan(JsonScanner scanner, byte[] buffer, EventValue object) {
            try {
                scanner.scan(buffer, object.start(), object.end() - object.start());
            } catch (MalformedJsonException e) {
                throw new IllegalStateException("The event was checked before.", e);
            }
        }

        private boolean isNamed(Occurrences found, EventValue value, Evaluation evaluation) {
            int occurrence = found.first(NAME);
            while (occurrence != Occurrences.NONE) {
                value.set(evaluation.buffer(), found, occurrence);
                if (value.type() == JsonType.STRING
                        && Folding.fold(value.string()).equals(Folding.fold(name))) {
                    return true;
                }
                occurrence = found.next(occurrence);
            }
            return false;
        }

        private static boolean anyValue(Occurrences found, EventValue value, Evaluation evaluation, ValueTest test) {
            int occurrence = found.first(VALUE);
            while (occurrence != Occurrences.NONE) {
                value.set(evaluation.buffer(), found, occurrence);
                if (test.test(value, evaluation)) {
                    return true;
                }
                occurrence = found.next(occurrence);
            }
            return false;
        }
    }
}
