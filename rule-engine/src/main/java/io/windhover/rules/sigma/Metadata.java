package io.windhover.rules.sigma;

import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.source.Issues;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what rules, correlations and filters say about themselves. */
final class Metadata {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** What rules and correlations may say, by the specification and beyond it. */
    private static final List<String> KEYS = List.of(
            "title",
            "id",
            "related",
            "name",
            "taxonomy",
            "status",
            "description",
            "license",
            "author",
            "references",
            "date",
            "modified",
            "logsource",
            "detection",
            "correlation",
            "baseline",
            "risk",
            "generate",
            "fields",
            "falsepositives",
            "level",
            "tags",
            "scope",
            "windhover");

    private Metadata() {}

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

    /** Whether the document runs only when it is asked for, which is then reported. */
    static boolean isRetired(KeyReader keys) {
        boolean retired =
                keys.word("status", Status.class).filter(Status::isRetired).isPresent();
        if (retired) {
            keys.issues()
                    .warning(
                            keys.placeOf("status"),
                            "A rule of status " + keys.text("status") + " runs only when it is asked for.");
        }
        return retired;
    }

    /** What other documents may call this one, errors or not. */
    static List<String> calledBy(KeyReader keys) {
        return Stream.of("id", "name", "title")
                .flatMap(key -> keys.map().get(key).stream())
                .filter(Scalar.class::isInstance)
                .map(scalar -> ((Scalar) scalar).text())
                .toList();
    }

    static RuleReference.Builder read(KeyReader keys) {
        keys.warnOfNearly(KEYS);
        String title = title(keys);
        String id = keys.text("id");
        if (id != null && !UUID.matcher(id).matches()) {
            keys.issues().warning(keys.placeOf("id"), "A rule's id is a UUID.");
        }
        List<String> tags = keys.scalars("tags").stream()
                .map(tag -> tag(tag, keys.issues()))
                .toList();
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

    private static String title(KeyReader keys) {
        int before = keys.issues().errors();
        String title = keys.text("title");
        if (title == null && keys.issues().errors() == before) {
            boolean missing = keys.map().get("title").isEmpty();
            keys.issues()
                    .error(
                            keys.placeOf("title"),
                            "The rule has no 'title'.",
                            missing ? KeyReader.instead("title", keys.map().names()) : Optional.empty());
        }
        return title == null ? "" : title;
    }

    private static @Nullable String author(KeyReader keys) {
        List<String> authors = keys.texts("author");
        return authors.isEmpty() ? null : String.join(", ", authors);
    }

    private static String tag(Scalar tag, Issues issues) {
        if (!tag.text().contains(".")) {
            issues.warning(tag.position(), "A tag is a namespace, a dot and a name, for example attack.t1098.");
        }
        return tag.text().strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static LogSourcePattern logSource(KeyReader keys) {
        Optional<Mapping> section = keys.mapping("logsource");
        if (section.isEmpty()) {
            if (keys.map().get("logsource").isEmpty()) {
                keys.issues()
                        .error(
                                keys.map().position(),
                                "The rule has no 'logsource'.",
                                KeyReader.instead("logsource", keys.map().names()));
            }
            return new LogSourcePattern(null, null, null);
        }
        KeyReader source = new KeyReader(section.get(), keys.issues());
        source.warnOfNearly(List.of("product", "service", "category", "definition"));
        LogSourcePattern pattern =
                new LogSourcePattern(source.text("product"), source.text("service"), source.text("category"));
        if (pattern.equals(new LogSourcePattern(null, null, null))) {
            keys.issues().error(section.get().position(), "A log source names a product, a service or a category.");
        }
        return pattern;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
