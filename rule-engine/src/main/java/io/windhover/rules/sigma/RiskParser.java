package io.windhover.rules.sigma;

import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.RiskPolicy.Condition;
import io.windhover.rules.ir.RiskPolicy.Multiplier;
import io.windhover.rules.ir.RiskPolicy.Score;
import io.windhover.rules.ir.RiskPolicy.Tactics;
import io.windhover.rules.ir.RiskPolicy.When;
import io.windhover.rules.ir.StateHash;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Timespan;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the document that says how alerts add up to an entity's risk. */
final class RiskParser {
    static final String KEY = "risk";

    private static final Set<String> KEYS =
            Set.of("entity", "scores", "multipliers", "once-per", "half-life", "alert-when", "suppress", "contributes");
    private static final Set<String> SECTION_KEYS = Set.of("mode", "owner", "state-version", "triage");
    private static final String PRINCIPAL = "entity.principal";
    private static final Map<Level, Double> DEFAULT_SCORES =
            Map.of(Level.LOW, 5.0, Level.MEDIUM, 20.0, Level.HIGH, 50.0, Level.CRITICAL, 80.0);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final double MOST_POINTS = 1_000_000;
    private static final double MOST_FACTOR = 100;
    private static final int MOST_TACTICS = 14;
    private static final int MOST_PARTS = 16;

    private final Issues issues;

    RiskParser(Issues issues) {
        this.issues = issues;
    }

    /** Empty where it has an error. */
    Optional<RiskPolicy> parse(Mapping document) {
        int before = issues.errors();
        KeyReader keys = new KeyReader(document, issues);
        RuleReference.Builder reference = Metadata.read(keys);
        keys.mapping(WindhoverSection.KEY)
                .ifPresent(section -> new KeyReader(section, issues).refuseOtherThan(SECTION_KEYS));
        DetectionParser noSelections = new DetectionParser(new Placeholders(Map.of()), issues);
        WindhoverSection section = WindhoverSection.read(keys, noSelections, issues);
        Optional<Mapping> given = keys.mapping(KEY);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        KeyReader body = new KeyReader(given.get(), issues);
        body.refuseOtherThan(KEYS);
        checkEntity(body);
        checkContributes(body);
        Map<Level, Double> scores = scores(body);
        List<Multiplier> multipliers = multipliers(body);
        Duration oncePer = body.mapping("once-per")
                .map(map -> oncePer(new KeyReader(map, issues)))
                .orElse(DAY);
        Duration halfLife = span(body, "half-life", DAY);
        Duration suppress = span(body, "suppress", DAY);
        Optional<When> when = when(body);
        if (when.isEmpty() || issues.errors() > before) {
            return Optional.empty();
        }
        section.addTo(reference);
        String shape = String.join(
                "\n",
                new EnumMap<>(scores) + " "
                        + multipliers.stream().map(m -> m.list() + "*" + m.by()).toList(),
                oncePer + " " + halfLife + " " + when.get(),
                section.stateVersion());
        reference.setPeriod(suppress.toMillis()).setHash(StateHash.of(shape));
        return Optional.of(new RiskPolicy(
                reference.build(),
                scores,
                multipliers,
                oncePer,
                halfLife,
                when.get(),
                issues.file(),
                document.position()));
    }

    private void checkEntity(KeyReader body) {
        for (Scalar entity : body.scalars("entity")) {
            if (!entity.text().equals(PRINCIPAL)) {
                issues.error(
                        entity.position(),
                        "Risk adds up by " + PRINCIPAL + ", by no other field.",
                        Optional.of("write '" + PRINCIPAL + "' or leave 'entity' out"));
            }
        }
    }

    /** An alert that raised the risk that made it would go on for ever. */
    private void checkContributes(KeyReader body) {
        body.scalar("contributes")
                .filter(written -> !written.text().equals("false"))
                .ifPresent(written -> issues.error(
                        written.position(), "'contributes' can only be false: a risk alert does not raise the risk."));
    }

    private Map<Level, Double> scores(KeyReader body) {
        Optional<Mapping> written = body.mapping("scores");
        if (written.isEmpty()) {
            return DEFAULT_SCORES;
        }
        Map<Level, Double> scores = new EnumMap<>(Level.class);
        for (Entry entry : written.get().entries()) {
            KeyReader.word(entry.key(), "level", Level.class, issues).ifPresent(level -> {
                if (level == Level.INFORMATIONAL) {
                    issues.error(entry.key().position(), "What is informational makes no alert, and so no risk.");
                }
                number(entry.value(), 0, MOST_POINTS, "A score").ifPresent(points -> scores.put(level, points));
            });
        }
        if (scores.isEmpty()) {
            issues.error(written.get().position(), "'scores' gives no level any points.");
            return DEFAULT_SCORES;
        }
        return scores;
    }

    private List<Multiplier> multipliers(KeyReader body) {
        List<Multiplier> multipliers = new ArrayList<>();
        for (Mapping item : maps(body, "multipliers")) {
            KeyReader keys = new KeyReader(item, issues);
            keys.refuseOtherThan(Set.of("when", "by"));
            Optional<Scalar> list = keys.scalar("when");
            if (list.isEmpty() || list.get().text().isBlank()) {
                issues.error(item.position(), "A multiplier says 'when': the list in which an entity stands.");
            }
            Optional<Double> by = keys.map().get("by").flatMap(node -> number(node, 0, MOST_FACTOR, "A multiplier"));
            if (keys.map().get("by").isEmpty()) {
                issues.error(item.position(), "A multiplier says 'by' what it multiplies.");
            }
            if (list.isPresent() && by.isPresent()) {
                multipliers.add(
                        new Multiplier(list.get().text(), by.get(), list.get().position()));
            }
        }
        return multipliers;
    }

    private Duration oncePer(KeyReader keys) {
        keys.refuseOtherThan(Set.of("rule"));
        return span(keys, "rule", DAY);
    }

    private Optional<When> when(KeyReader body) {
        Optional<Mapping> written = body.mapping("alert-when");
        if (written.isEmpty()) {
            issues.error(
                    body.placeOf("alert-when"),
                    "The risk says no 'alert-when', for example {any: [{score: {gte: 100}}]}.",
                    KeyReader.instead("alert-when", body.map().names()));
            return Optional.empty();
        }
        Mapping map = written.get();
        boolean all = map.get("all").isPresent();
        boolean listed = all || map.get("any").isPresent();
        if (!listed) {
            return condition(map).map(condition -> new When(true, List.of(condition)));
        }
        KeyReader keys = new KeyReader(map, issues);
        String word = all ? "all" : "any";
        keys.refuseOtherThan(Set.of(word));
        List<Mapping> items = maps(keys, word);
        List<Condition> conditions =
                items.stream().flatMap(item -> condition(item).stream()).toList();
        if (items.isEmpty()) {
            issues.error(keys.placeOf(word), "'" + word + "' lists conditions of score or tactics.");
        }
        return conditions.isEmpty() ? Optional.empty() : Optional.of(new When(all, conditions));
    }

    private Optional<Condition> condition(Mapping map) {
        KeyReader keys = new KeyReader(map, issues);
        if (map.get("tactics").isPresent()) {
            keys.refuseOtherThan(Set.of("tactics", "within"));
            Optional<Double> least = least(keys, "tactics", MOST_TACTICS);
            if (map.get("within").isEmpty()) {
                issues.error(map.position(), "Tactics are counted 'within' a span, for example 7d.");
            }
            Duration within = span(keys, "within", DAY);
            return least.map(number -> new Tactics((int) Math.ceil(number), within));
        }
        keys.refuseOtherThan(Set.of("score"));
        if (map.get("score").isEmpty()) {
            issues.error(map.position(), "A condition is about 'score' or 'tactics'.");
        }
        return least(keys, "score", MOST_POINTS).map(Score::new);
    }

    private Optional<Double> least(KeyReader keys, String key, double most) {
        Optional<Mapping> comparison = keys.mapping(key);
        if (comparison.isEmpty()) {
            return Optional.empty();
        }
        Mapping map = comparison.get();
        for (Entry entry : map.entries()) {
            if (!entry.name().equals("gte")) {
                issues.error(
                        entry.key().position(),
                        "Risk is compared with 'gte' alone: what more alerts could make false again would depend on their"
                                + " order.");
            }
        }
        if (map.get("gte").isEmpty() && map.entries().isEmpty()) {
            issues.error(map.position(), "The condition compares with no number.");
        }
        return map.get("gte").flatMap(node -> number(node, 0, most, "A bound"));
    }

    private Duration span(KeyReader keys, String key, Duration otherwise) {
        Optional<Scalar> written = keys.scalar(key);
        Optional<Duration> span = written.flatMap(scalar -> Timespan.parse(scalar.text()))
                .filter(given -> given.compareTo(SHORTEST) >= 0 && given.compareTo(LONGEST) <= 0);
        if (written.isPresent() && span.isEmpty()) {
            issues.error(
                    written.get().position(), "'" + key + "' is from 1h to 30d: a number and one of s, m, h, d, w.");
        }
        return span.orElse(otherwise);
    }

    /** Above {@code over}, and {@code most} at most. */
    private Optional<Double> number(@Nullable YamlNode node, double over, double most, String what) {
        Optional<BigDecimal> number = node instanceof Scalar scalar ? Numbers.literal(scalar.text()) : Optional.empty();
        Optional<Double> value = number.map(BigDecimal::doubleValue).filter(given -> given > over && given <= most);
        if (node != null && value.isEmpty()) {
            Position place = node.position();
            issues.error(place, what + " is a number above " + (long) over + ", " + (long) most + " at most.");
        }
        return value;
    }

    private List<Mapping> maps(KeyReader keys, String key) {
        List<Mapping> maps = new ArrayList<>();
        Optional<YamlNode> written = keys.map().get(key);
        if (written.isEmpty()) {
            return maps;
        }
        List<YamlNode> items = written.get() instanceof Sequence list ? list.items() : List.of(written.get());
        for (YamlNode item : items) {
            if (item instanceof Mapping map) {
                maps.add(map);
            } else {
                issues.error(item.position(), "'" + key + "' lists maps, this is " + item.described() + ".");
            }
        }
        if (maps.size() > MOST_PARTS) {
            issues.error(written.get().position(), "'" + key + "' has more than " + MOST_PARTS + " parts.");
        }
        return maps;
    }
}
