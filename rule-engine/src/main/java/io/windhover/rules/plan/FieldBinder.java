package io.windhover.rules.plan;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.alias.FieldSource;
import io.windhover.rules.alias.FieldSource.Guard;
import io.windhover.rules.alias.FieldSource.GuardKind;
import io.windhover.rules.alias.FieldSource.Path;
import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.eval.PlannedTest;
import io.windhover.rules.eval.ValueSource;
import io.windhover.rules.ir.Field;
import io.windhover.rules.json.Projection;
import io.windhover.schemas.LogSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Binds the fields that rules name to slots of one log source's projection, through its aliases. */
final class FieldBinder {
    private final Aliases aliases;
    private final LogSource logSource;
    private final Projection.Builder projection = new Projection.Builder();
    private final Map<Field, ValueSource> bound = new HashMap<>();

    FieldBinder(Aliases aliases, LogSource logSource) {
        this.aliases = aliases;
        this.logSource = logSource;
    }

    ValueSource bind(Field field) {
        ValueSource known = bound.get(field);
        if (known == null) {
            known = union(aliases.sources(logSource, field));
            bound.put(field, known);
        }
        return known;
    }

    Projection projection() {
        return projection.build();
    }

    private ValueSource union(List<FieldSource> sources) {
        List<ValueSource> planned = sources.stream().map(this::source).toList();
        return planned.size() == 1 ? planned.get(0) : new ValueSource.Union(planned);
    }

    private ValueSource source(FieldSource source) {
        if (source instanceof Path path) {
            return slot(path);
        } else if (source instanceof FieldSource.Constant constant) {
            return new ValueSource.Constant(constant.text());
        } else if (source instanceof FieldSource.Normalised normalised) {
            // An alias with a wildcard may stand for a name that there is not: it has no values then.
            return NormalisedFields.named(normalised.field().name())
                    .<ValueSource>map(ValueSource.Normalised::new)
                    .orElseGet(() -> new ValueSource.Union(List.of()));
        } else if (source instanceof FieldSource.Changed changed) {
            return new ValueSource.Changed(source(changed.source()), changed.change());
        } else if (source instanceof FieldSource.Guarded guarded) {
            return new ValueSource.Guarded(
                    guarded.guards().stream().map(this::guard).toList(), source(guarded.source()));
        }
        FieldSource.Pivot pivot = (FieldSource.Pivot) source;
        return new ValueSource.Pivot(
                slot(pivot.list()), pivot.nameKey().keys(), pivot.valueKey().keys(), pivot.name());
    }

    private ValueSource.Guarded.Guard guard(Guard guard) {
        boolean asksForTexts = guard.kind() == GuardKind.EQUAL || guard.kind() == GuardKind.UNEQUAL;
        boolean wanted = guard.kind() == GuardKind.EQUAL || guard.kind() == GuardKind.PRESENT;
        PlannedTest test = asksForTexts ? PlannedTest.anyOf(guard.texts()) : PlannedTest.present();
        return new ValueSource.Guarded.Guard(slot(guard.path()), test, wanted);
    }

    private ValueSource.Slot slot(Path path) {
        int nested = projection.slot(path.keys());
        boolean dotted = path.keys().size() > 1;
        return new ValueSource.Slot(dotted ? projection.slot(List.of(path.flatKey())) : -1, nested);
    }
}
