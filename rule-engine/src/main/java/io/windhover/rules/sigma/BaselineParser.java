package io.windhover.rules.sigma;

import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Learning;
import io.windhover.rules.ir.Pattern.Model;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import io.windhover.schemas.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a baseline looks for: how a group differs from its own past, or from its peers. */
final class BaselineParser extends PatternParser {
    static final String KEY = "baseline";

    private static final String LOCATION = "ocsf.src_endpoint.location";
    private static final Set<String> COMMON = Set.of("type", "rules", "group-by", "aliases", "generate", "expire");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_VALUES = 1_024;

    private final Level level;

    /** @param level of the rule: what raised a high alert is not learned without an analyst's word */
    BaselineParser(KeyReader body, Level level) {
        super(body);
        this.level = level;
    }

    private enum Type {
        NEW_VALUE,
        RARE,
        SPIKE,
        IMPOSSIBLE_TRAVEL,
        DORMANT;

        Set<String> ownKeys() {
            return switch (this) {
                case NEW_VALUE -> Set.of("field", "learning", "max-values", "overflow", "learn-from-alerts");
                case RARE -> Set.of("field", "peer-group", "min-peers", "learning", "condition", "max-values");
                case SPIKE -> Set.of("bucket", "model", "half-life", "learning", "condition");
                case IMPOSSIBLE_TRAVEL -> Set.of("location", "min-distance-km", "speed-kmh", "ignore-network");
                case DORMANT -> Set.of("gap");
            };
        }
    }

    @Override
    String kind() {
        return "baseline";
    }

    @Override
    Optional<Parsed> parse() {
        if (body.map().get("type").isEmpty()) {
            issues.error(body.map().position(), "The baseline has no 'type'.");
        }
        Optional<Type> type = body.word("type", Type.class);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>(COMMON);
        keys.addAll(type.get().ownKeys());
        body.refuseOtherThan(keys);
        List<RuleName> rules = rules();
        if (body.texts("group-by").isEmpty()) {
            issues.error(body.map().position(), "A baseline says by 'group-by' whose past it is.");
        }
        Pattern pattern =
                switch (type.get()) {
                    case NEW_VALUE -> newValue();
                    case RARE -> rare();
                    case SPIKE -> spike();
                    case IMPOSSIBLE_TRAVEL -> travel();
                    case DORMANT -> dormant();
                };
        return Optional.of(new Parsed(pattern, rules, DAY));
    }

    private Pattern newValue() {
        return new Pattern.NewValue(
                values(),
                learning(Duration.ofDays(14)),
                expire(90),
                maxValues(),
                flag("learn-from-alerts", level.compareTo(Level.HIGH) < 0));
    }

    private Pattern rare() {
        List<Field> peers = fields("peer-group");
        if (peers.isEmpty()) {
            issues.error(body.map().position(), "A baseline against peers says by 'peer-group' who they are.");
        }
        KeyReader prevalence = comparison(condition("prevalence"), "prevalence");
        return new Pattern.Rare(
                values(),
                peers,
                whole(body, "min-peers", 20, 2, 100_000),
                real(prevalence, "lt", 0.01, 0, 1),
                learning(Duration.ofDays(14)),
                expire(60),
                maxValues());
    }

    private Pattern spike() {
        KeyReader condition = condition("p", "count");
        return new Pattern.Spike(
                span(body, "bucket", Duration.ofMinutes(5)),
                body.word("model", Model.class).orElse(Model.NEGATIVE_BINOMIAL),
                span(body, "half-life", Duration.ofDays(3)),
                learning(Duration.ofDays(7)),
                expire(30),
                real(comparison(condition, "p"), "lt", 1e-6, 0, 1),
                whole(comparison(condition, "count"), "gte", 10, 1, 1_000));
    }

    private Pattern travel() {
        body.scalar("location")
                .filter(field -> !field.text().equals(LOCATION))
                .ifPresent(field -> issues.error(field.position(), "The location is '" + LOCATION + "'."));
        Set<String> ignored = body.map().get("ignore-network").isEmpty()
                ? Set.of("vpn", "relay", "satellite", "cloud", "hosting")
                : body.texts("ignore-network").stream().collect(Collectors.toUnmodifiableSet());
        return new Pattern.Travel(
                real(body, "min-distance-km", 500, 0, 20_037),
                real(body, "speed-kmh", 800, 0, 100_000),
                expire(7),
                ignored);
    }

    private Pattern dormant() {
        Duration gap = span(body, "gap", Duration.ofDays(90));
        return new Pattern.Dormant(gap, span(body, "expire", gap.multipliedBy(4)));
    }

    private List<Field> values() {
        List<Field> values = fields("field");
        if (values.isEmpty()) {
            issues.error(body.map().position(), "The baseline names no 'field' whose values are judged.");
        }
        return values;
    }

    private List<Field> fields(String key) {
        return body.texts(key).stream().map(Field::new).toList();
    }

    private Learning learning(Duration otherwise) {
        if (body.scalarOrMapping("learning") instanceof Scalar word) {
            if (!word.text().equals("none")) {
                issues.error(word.position(), "'learning' is 'none' or a map of 'period' and 'min-events'.");
            }
            return new Learning(Duration.ZERO, 0);
        }
        Optional<Mapping> written = body.mapping("learning");
        if (written.isEmpty()) {
            return new Learning(otherwise, 0);
        }
        KeyReader keys = new KeyReader(written.get(), issues);
        keys.refuseOtherThan(Set.of("period", "min-events"));
        return new Learning(span(keys, "period", Duration.ZERO), whole(keys, "min-events", 0, 0, 1_000_000));
    }

    private Duration expire(int days) {
        return span(body, "expire", Duration.ofDays(days));
    }

    private int maxValues() {
        Optional<Scalar> overflow = body.scalar("overflow");
        if (overflow.isPresent() && !overflow.get().text().equals("peer")) {
            issues.error(
                    overflow.get().position(), "'overflow' is 'peer': a group with more values is left to its peers.");
        }
        return whole(body, "max-values", 64, 1, MOST_VALUES);
    }

    private boolean flag(String key, boolean otherwise) {
        Optional<Scalar> written = body.scalar(key);
        if (written.isPresent() && written.get().kind() != ScalarKind.BOOLEAN) {
            issues.error(written.get().position(), "'" + key + "' is true or false.");
        }
        return written.map(scalar -> scalar.text().equalsIgnoreCase("true")).orElse(otherwise);
    }

    private KeyReader condition(String... known) {
        KeyReader condition = inner(body, "condition");
        condition.refuseOtherThan(Stream.of(known).collect(Collectors.toUnmodifiableSet()));
        return condition;
    }

    /** The map of a number's comparison; each number here has only one that makes sense. */
    private KeyReader comparison(KeyReader condition, String number) {
        KeyReader comparison = inner(condition, number);
        comparison.refuseOtherThan(Set.of(number.equals("count") ? "gte" : "lt"));
        return comparison;
    }

    private KeyReader inner(KeyReader keys, String key) {
        return new KeyReader(
                keys.mapping(key)
                        .orElseGet(() -> new Mapping(List.of(), keys.map().position())),
                issues);
    }
}
