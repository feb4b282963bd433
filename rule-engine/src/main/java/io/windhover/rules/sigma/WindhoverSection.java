package io.windhover.rules.sigma;

import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule.LevelWhen;
import io.windhover.rules.ir.Rule.Report;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Timespan;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says beyond Sigma, under the key {@code windhover}.
 *
 * @param report what is said of an event that matches
 * @param mode how the rule is run
 * @param period within which matches of the same {@code dedup} are one alert
 * @param threshold matches within the period before the first alert
 * @param stateVersion a word of the author's: another one starts with clean state
 * @param owner who answers for the rule, or null
 * @param triage what to look at and what to do, in steps
 */
record WindhoverSection(
        Report report,
        RuleMode mode,
        Duration period,
        int threshold,
        String stateVersion,
        @Nullable String owner,
        List<String> triage) {
    static final String KEY = "windhover";

    WindhoverSection {
        triage = List.copyOf(triage);
    }

    /** Writes what of it travels with the rule's findings. */
    void addTo(RuleReference.Builder reference) {
        reference
                .setMode(mode)
                .setPeriod(period.toMillis())
                .setThreshold(threshold)
                .setOwner(owner)
                .setTriage(triage);
    }

    private static final Duration DEFAULT_PERIOD = Duration.ofMinutes(60);
    private static final Set<String> KEYS = Set.of(
            "dedup", "period", "threshold", "levels", "context", "entity", "mode", "owner", "state-version", "triage");

    static WindhoverSection read(KeyReader document, DetectionParser detection, Issues issues) {
        return read(document, detection, issues, DEFAULT_PERIOD);
    }

    /** @param period where the section says none */
    static WindhoverSection read(KeyReader document, DetectionParser detection, Issues issues, Duration period) {
        Optional<Mapping> section = document.mapping(KEY);
        if (section.isEmpty()) {
            return new WindhoverSection(Report.DEFAULT, RuleMode.LIVE, period, 1, "", null, List.of());
        }
        KeyReader keys = new KeyReader(section.get(), issues);
        keys.refuseOtherThan(KEYS);
        Report report = new Report(
                fields(keys, "entity", detection),
                fields(keys, "dedup", detection),
                fields(keys, "context", detection),
                levels(keys, detection, issues));
        String version = keys.text("state-version");
        return new WindhoverSection(
                report,
                keys.word("mode", RuleMode.class).orElse(RuleMode.LIVE),
                period(keys, issues, period),
                threshold(keys, issues),
                version == null ? "" : version,
                keys.text("owner"),
                keys.texts("triage"));
    }

    private static List<Field> fields(KeyReader keys, String key, DetectionParser detection) {
        List<Scalar> names = keys.scalars(key);
        names.forEach(detection::uses);
        return names.stream().map(name -> new Field(name.text())).toList();
    }

    private static Duration period(KeyReader keys, Issues issues, Duration otherwise) {
        Optional<Scalar> written = keys.scalar("period");
        Optional<Duration> period = written.flatMap(scalar -> Timespan.parse(scalar.text()));
        if (written.isPresent() && period.isEmpty()) {
            issues.error(written.get().position(), "'period' is a number and one of s, m, h, d, w, for example '60m'.");
        }
        return period.orElse(otherwise);
    }

    private static int threshold(KeyReader keys, Issues issues) {
        Optional<Scalar> written = keys.scalar("threshold");
        if (written.isPresent() && !written.get().text().matches("[1-9][0-9]{0,3}")) {
            issues.error(written.get().position(), "'threshold' is a whole number from 1 to 9999.");
            return 1;
        }
        return written.map(scalar -> Integer.parseInt(scalar.text())).orElse(1);
    }

    /** Maps levels to conditions over the rule's own selections; the first that is true counts. */
    private static List<LevelWhen> levels(KeyReader keys, DetectionParser detection, Issues issues) {
        List<LevelWhen> levels = new ArrayList<>();
        for (Entry entry : keys.mapping("levels").map(Mapping::entries).orElse(List.of())) {
            Optional<Level> level = KeyReader.word(entry.key(), "level", Level.class, issues);
            if (entry.value() instanceof Scalar condition) {
                detection
                        .condition(condition)
                        .ifPresent(parsed -> level.ifPresent(known -> levels.add(new LevelWhen(known, parsed))));
            } else {
                issues.error(entry.value().position(), "A level is followed by a condition.");
            }
        }
        return levels;
    }
}
