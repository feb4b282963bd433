package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a detection rule's document. */
final class RuleParser {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String TIMEFRAME = "timeframe";
    private static final int HASH_DIGITS = 32;

    private final SigmaOptions options;
    private final Issues issues;

    RuleParser(SigmaOptions options, Issues issues) {
        this.options = options;
        this.issues = issues;
    }

    /** Sigma's words for how mature a rule is. */
    private enum Status {
        STABLE,
        TEST,
        EXPERIMENTAL,
        DEPRECATED,
        UNSUPPORTED;

        boolean isRetired() {
            return this == DEPRECATED || this == UNSUPPORTED;
        }
    }

    /** Empty where the rule has an error, or is retired and such rules are not asked for. */
    Optional<Rule> parse(Mapping document) {
        int before = issues.errors();
        KeyReader keys = new KeyReader(document, issues);
        Optional<Status> status = keys.word("status", Status.class);
        DetectionParser detection = new DetectionParser(new Placeholders(options.placeholders()), issues);
        Optional<Condition> condition =
                keys.mapping("detection").flatMap(selections -> detection.parse(selections, Set.of(TIMEFRAME)));
        LogSourcePattern logSource = logSource(keys);
        WindhoverSection section = WindhoverSection.read(keys, detection, issues);
        detection.reportUnused();
        RuleReference.Builder reference = metadata(keys);
        if (status.filter(Status::isRetired).isPresent() && !options.retired()) {
            issues.warning(
                    keys.placeOf("status"),
                    "Not loaded: a rule of status " + keys.text("status") + " runs only when it is asked for.");
            return Optional.empty();
        }
        if (condition.isEmpty() || issues.errors() > before) {
            return Optional.empty();
        }
        reference
                .setMode(section.mode())
                .setPeriod(section.period().toMillis())
                .setThreshold(section.threshold())
                .setHash(hash(logSource, condition.get(), section));
        return Optional.of(new Rule(
                reference.build(),
                keys.text("name"),
                logSource,
                condition.get(),
                section.report(),
                issues.file(),
                document.position()));
    }

    private RuleReference.Builder metadata(KeyReader keys) {
        String title = keys.text("title");
        if (title == null) {
            issues.error(
                    keys.map().position(),
                    "The rule has no 'title'.",
                    Nearest.question("title", keys.map().names()));
            title = "";
        }
        String id = keys.text("id");
        if (id != null && !UUID.matcher(id).matches()) {
            issues.warning(keys.placeOf("id"), "A rule's id is a UUID.");
        }
        List<String> tags = keys.scalars("tags").stream().map(this::tag).toList();
        String license = keys.text("license");
        return RuleReference.newBuilder()
                .setUid(id == null ? title : id)
                .setTitle(title)
                .setDescription(keys.text("description"))
                .setLevel(keys.word("level", Level.class).orElse(Level.MEDIUM))
                .setStatus(lowerCase(keys.text("status")))
                .setTags(tags)
                .setAuthor(author(keys))
                .setLicense(license)
                .setReferences(keys.texts("references"))
                .setFalsePositives(keys.texts("falsepositives"));
    }

    private static @Nullable String author(KeyReader keys) {
        List<String> authors = keys.texts("author");
        return authors.isEmpty() ? null : String.join(", ", authors);
    }

    private String tag(Scalar tag) {
        if (!tag.text().contains(".")) {
            issues.warning(tag.position(), "A tag is a namespace, a dot and a name, for example attack.t1098.");
        }
        return tag.text().strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private LogSourcePattern logSource(KeyReader keys) {
        Optional<Mapping> section = keys.mapping("logsource");
        if (section.isEmpty()) {
            if (keys.map().get("logsource").isEmpty()) {
                issues.error(
                        keys.map().position(),
                        "The rule has no 'logsource'.",
                        Nearest.question("logsource", keys.map().names()));
            }
            return new LogSourcePattern(null, null, null);
        }
        KeyReader source = new KeyReader(section.get(), issues);
        LogSourcePattern pattern =
                new LogSourcePattern(source.text("product"), source.text("service"), source.text("category"));
        if (pattern.equals(new LogSourcePattern(null, null, null))) {
            issues.error(section.get().position(), "A log source names a product, a service or a category.");
        }
        return pattern;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** Of all that decides which events belong together: a changed description does not start a new state. */
    private static String hash(LogSourcePattern logSource, Condition condition, WindhoverSection section) {
        StringBuilder shape = new StringBuilder(logSource.toString()).append('\n');
        condition.shape(shape);
        section.report().entity().stream().map(Field::name).forEach(name -> shape.append("\nentity ")
                .append(name));
        section.report().dedup().stream().map(Field::name).forEach(name -> shape.append("\ndedup ")
                .append(name));
        shape.append('\n').append(section.period()).append(' ').append(section.threshold());
        shape.append('\n').append(section.stateVersion());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(shape.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
