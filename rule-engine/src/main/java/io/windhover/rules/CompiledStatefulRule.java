package io.windhover.rules;

import io.windhover.rules.alias.NormalisedFields;
import io.windhover.rules.eval.PlannedReport;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.plan.RuleLinker.LinkedStateful;
import io.windhover.rules.source.Position;
import io.windhover.rules.state.Fired;
import io.windhover.rules.state.Fold;
import io.windhover.rules.state.Folds;
import io.windhover.rules.state.Outcome.Passed;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.RuleReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One rule of a {@link RuleSet} that remembers: a correlation or a baseline; immutable. */
public final class CompiledStatefulRule implements LoadedRule {
    /** How many stateful rules an observation may come through. */
    public static final int MOST_DEPTH = 16;

    /** Whom a finding of a rule without groups is about. */
    private static final String EVERYBODY = "everybody";

    private final LinkedStateful linked;
    private final StatefulRule rule;
    private final Fold fold;
    private final List<CompiledStatefulRule> told;
    private final Set<String> carried;
    private final int level;
    private final byte[] key;

    /**
     * Makes a rule.
     *
     * @param told the stateful rules that look at this one
     * @param carried what they ask for beside what it knows by itself
     * @param level 0 where it looks at plain rules only, else one more than the highest of those that it looks at
     */
    CompiledStatefulRule(LinkedStateful linked, List<CompiledStatefulRule> told, Set<String> carried, int level) {
        this.linked = linked;
        this.rule = linked.rule();
        this.fold = Folds.of(rule.pattern(), rule.rules(), linked.uids());
        this.told = List.copyOf(told);
        this.carried = Set.copyOf(carried);
        this.level = level;
        this.key = GroupKey.ofRule(reference().getUid(), reference().getHash());
    }

    StatefulRule rule() {
        return rule;
    }

    @Override
    public String kind() {
        return rule.pattern().isBaseline() ? "baseline" : "correlation";
    }

    /** What travels with its findings and alerts. */
    @Override
    public RuleReference reference() {
        return rule.reference();
    }

    /** How other documents may call it beside its id. */
    @Override
    public Optional<String> name() {
        return Optional.ofNullable(rule.name());
    }

    /** Names of the fields that keep its groups apart, in the order of an observation's group. */
    public List<String> groupFields() {
        return rule.groupBy().stream().map(Field::name).toList();
    }

    /** Names of the fields that it counts or judges, in the order of an observation's values. */
    public List<String> valueFields() {
        return rule.pattern().fields().stream().map(Field::name).toList();
    }

    /** How many stateful rules stand below it at most: its watermark is that of this level. */
    public int level() {
        return level;
    }

    /** Ids of the rules that it looks at. */
    public List<String> looksAt() {
        return linked.uids();
    }

    /** The stateful rules that look at this one. */
    @Override
    public List<CompiledStatefulRule> told() {
        return told;
    }

    /** Whether it alerts on its own; else only other stateful rules look at it. */
    @Override
    public boolean alerts() {
        return linked.alerts();
    }

    /** Under what it keeps a group's state. */
    byte[] keyOf(List<String> group) {
        return GroupKey.of(key, group);
    }

    /** Whether it judges only what is new to a group, so that what was told on the same day need not be told again. */
    public boolean needsOnlyNovelties() {
        return fold.needsOnlyNovelties();
    }

    /** Whether an event that is too late to be judged still teaches it something. */
    public boolean learnsFromLateEvents() {
        return rule.pattern().isBaseline();
    }

    /** Name of the {@link io.windhover.rules.source.SourceFile} it stands in. */
    @Override
    public String file() {
        return rule.file();
    }

    /** Where its document begins. */
    @Override
    public Position position() {
        return rule.position();
    }

    /** What it remembers of a group, and when it fires. */
    public Fold fold() {
        return fold;
    }

    /**
     * The finding of its having fired.
     *
     * @param event stands for the event where the state has none
     */
    public Finding finding(Fired fired, CloudEvent event, long ruleSetVersion) {
        return new Finding(
                reference(),
                ruleSetVersion,
                entity(fired.group()),
                dedup(fired),
                fired.message(),
                context(fired, event),
                fired.deciding(),
                event,
                fired.related(),
                fired.reasons(),
                fired.group(),
                fired.values());
    }

    private String entity(List<String> group) {
        for (Field field : rule.report().entity()) {
            int at = rule.groupBy().indexOf(field);
            if (at >= 0 && at < group.size()) {
                return group.get(at);
            }
        }
        return group.isEmpty() ? EVERYBODY : group.get(0);
    }

    /** By default all of the group but the entity is told apart, and what a baseline judged. */
    private String dedup(Fired fired) {
        Map<String, String> known = known(fired);
        Stream<String> names = rule.report().dedup().isEmpty()
                ? Stream.concat(rule.groupBy().stream(), rule.pattern().judged().stream())
                        .map(Field::name)
                : rule.report().dedup().stream().map(Field::name);
        return String.join("\n", names.map(name -> known.getOrDefault(name, "")).toList());
    }

    private Map<String, String> context(Fired fired, CloudEvent event) {
        Map<String, String> context = new LinkedHashMap<>(known(fired));
        for (Field field : rule.report().context()) {
            String name = field.name();
            String carriedText = fired.carried().get(name);
            String text = carriedText == null ? normalised(name, event) : carriedText;
            if (!text.isEmpty()) {
                context.putIfAbsent(name, text);
            }
        }
        return context;
    }

    /** What the event that decided has for a normalised field: the log's own fields have not come along. */
    private static String normalised(String name, CloudEvent event) {
        String texts = NormalisedFields.named(name).stream()
                .flatMap(normalised -> normalised.values(event).stream())
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        return texts.substring(0, Math.min(texts.length(), PlannedReport.LONGEST));
    }

    private Map<String, String> known(Fired fired) {
        Map<String, String> known = new LinkedHashMap<>();
        put(known, rule.groupBy(), fired.group());
        put(known, rule.pattern().judged(), fired.values());
        return known;
    }

    private static void put(Map<String, String> known, List<Field> fields, List<String> values) {
        for (int i = 0; i < Math.min(fields.size(), values.size()); i++) {
            known.put(fields.get(i).name(), values.get(i));
        }
    }

    /** What the stateful rules that look at this one are told of its having fired. */
    public List<Observation> onward(Fired fired, CloudEvent event, int depth, long ruleSetVersion) {
        if (depth >= MOST_DEPTH || told.isEmpty()) {
            return List.of();
        }
        Map<String, String> known = known(fired);
        List<Observation> onward = new ArrayList<>();
        for (CompiledStatefulRule above : told) {
            List<String> group = new ArrayList<>();
            for (Field field : above.rule.groupBy()) {
                String text = text(above, field, known, fired);
                if (text != null) {
                    group.add(text);
                }
            }
            if (group.size() == above.rule.groupBy().size()) {
                onward.add(told(above, group, known, fired, event, depth + 1, ruleSetVersion));
            }
        }
        return onward;
    }

    private Observation told(
            CompiledStatefulRule above,
            List<String> group,
            Map<String, String> known,
            Fired fired,
            CloudEvent event,
            int depth,
            long ruleSetVersion) {
        List<String> values = new ArrayList<>();
        for (Field field : above.rule.pattern().fields()) {
            String text = text(above, field, known, fired);
            values.add(text == null ? "" : text);
        }
        Map<String, String> passedOn = new HashMap<>();
        for (String name : above.carried) {
            String text = text(above, new Field(name), known, fired);
            if (text != null) {
                passedOn.put(name, text);
            }
        }
        return new Observation(
                above.reference().getUid(),
                above.reference().getHash(),
                ruleSetVersion,
                reference().getUid(),
                group,
                values,
                depth,
                fired.deciding(),
                passedOn,
                fired.silent(),
                ObservationKind.EVENT,
                null,
                event,
                List.of(),
                null);
    }

    /** A field as another rule names it, of what this one knows or was given to carry. */
    private @Nullable String text(CompiledStatefulRule above, Field field, Map<String, String> known, Fired fired) {
        String name =
                above.rule.fieldIn(field, reference().getUid(), rule.name()).name();
        String text = known.get(name);
        return text == null ? fired.carried().get(name) : text;
    }

    /** An observation for a further stage of this rule. */
    public Observation passed(Passed passed, Observation cause) {
        return new Observation(
                cause.getRuleUid(),
                cause.getRuleHash(),
                cause.getRuleSetVersion(),
                passed.stage(),
                passed.group(),
                passed.values(),
                cause.getDepth() + 1,
                cause.getEvidence(),
                passed.carried(),
                cause.getSilent(),
                cause.getKind(),
                null,
                cause.getEvent(),
                List.of(),
                null);
    }

    @Override
    public String toString() {
        return reference().getUid() + " (" + file() + ":" + position() + ")";
    }
}
