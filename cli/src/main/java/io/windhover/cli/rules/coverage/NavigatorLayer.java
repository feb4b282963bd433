package io.windhover.cli.rules.coverage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.windhover.cli.rules.RuleJson;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Coverage as a layer of MITRE's ATT&CK Navigator: each technique's score is how many rules name it.
 *
 * @see <a href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/LAYERFORMATv4_5.md">Layer format
 *     4.5</a>
 */
final class NavigatorLayer {
    private static final String LAYER_VERSION = "4.5";
    /** The first whose layers may say so is 4.9.0; the version of ATT&CK is left to the Navigator, as rules name none. */
    private static final String NAVIGATOR_VERSION = "5.0.0";

    private static final String FEWEST = "#d4e9f7";
    private static final String MOST = "#1565c0";
    private static final int NAMED_IN_COMMENT = 20;

    private final Coverage coverage;

    NavigatorLayer(Coverage coverage) {
        this.coverage = coverage;
    }

    /** An annotation: a technique, perhaps below one tactic only. */
    private record Annotation(String technique, String tactic, List<TaggedRule> rules) {}

    /** The layer's text: the same for the same rules. */
    String json() {
        StringWriter text = new StringWriter();
        JsonFactory factory =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        List<Annotation> annotations = annotations();
        json.writeStartObject();
        json.writeStringField("name", "Windhover rules");
        json.writeObjectFieldStart("versions");
        json.writeStringField("navigator", NAVIGATOR_VERSION);
        json.writeStringField("layer", LAYER_VERSION);
        json.writeEndObject();
        json.writeStringField("domain", "enterprise-attack");
        json.writeStringField("description", "How many rules name each technique.");
        json.writeNumberField("sorting", 3);
        json.writeObjectFieldStart("layout");
        json.writeStringField("layout", "side");
        json.writeBooleanField("showID", true);
        json.writeBooleanField("showName", true);
        json.writeStringField("expandedSubtechniques", "annotated");
        json.writeEndObject();
        json.writeBooleanField("hideDisabled", false);
        json.writeArrayFieldStart("techniques");
        for (Annotation annotation : annotations) {
            write(json, annotation);
        }
        json.writeEndArray();
        int most =
                annotations.stream().mapToInt(each -> each.rules.size()).max().orElse(0);
        gradient(json, most);
        json.writeArrayFieldStart("metadata");
        metadata(json, "rules", String.valueOf(coverage.rules().size()));
        metadata(json, "techniques", String.valueOf(coverage.byTechnique().size()));
        metadata(json, "log sources", String.join(", ", coverage.logSources()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Annotation annotation) throws IOException {
        List<TaggedRule> rules = annotation.rules;
        json.writeStartObject();
        json.writeStringField("techniqueID", annotation.technique);
        if (!annotation.tactic.isEmpty()) {
            json.writeStringField("tactic", annotation.tactic);
        }
        json.writeNumberField("score", rules.size());
        json.writeStringField("comment", comment(rules));
        json.writeBooleanField("enabled", true);
        json.writeArrayFieldStart("metadata");
        metadata(
                json,
                "log sources",
                String.join(
                        ", ",
                        rules.stream()
                                .flatMap(rule -> rule.logSources().stream())
                                .collect(Collectors.toCollection(TreeSet::new))));
        Level highest = rules.stream()
                .map(TaggedRule::level)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        metadata(json, "highest level", RuleJson.lower(highest));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String comment(List<TaggedRule> rules) {
        String titles =
                rules.stream().limit(NAMED_IN_COMMENT).map(TaggedRule::title).collect(Collectors.joining("\n"));
        return rules.size() > NAMED_IN_COMMENT
                ? titles + "\nand " + (rules.size() - NAMED_IN_COMMENT) + " more"
                : titles;
    }

    private static void gradient(JsonGenerator json, int most) throws IOException {
        json.writeObjectFieldStart("gradient");
        json.writeArrayFieldStart("colors");
        json.writeString(FEWEST);
        json.writeString(MOST);
        json.writeEndArray();
        json.writeNumberField("minValue", 1);
        // The format asks that it be above the least.
        json.writeNumberField("maxValue", Math.max(2, most));
        json.writeEndObject();
        json.writeArrayFieldStart("legendItems");
        legend(json, "1 rule", FEWEST);
        legend(json, Math.max(2, most) + " rules", MOST);
        json.writeEndArray();
    }

    private static void legend(JsonGenerator json, String label, String color) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", label);
        json.writeStringField("color", color);
        json.writeEndObject();
    }

    private static void metadata(JsonGenerator json, String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    private List<Annotation> annotations() {
        List<Annotation> annotations = new ArrayList<>();
        coverage.byTechnique().forEach((technique, rules) -> annotations.addAll(annotations(technique, rules)));
        return annotations;
    }

    /**
     * A rule with several tactics does not say which of them a technique serves: the technique is then marked below all
     * that ATT&CK has it under. It is so for all of a technique's rules if it is for one, since the Navigator keeps only
     * one of two marks in a cell.
     */
    private static List<Annotation> annotations(String technique, List<TaggedRule> rules) {
        if (rules.stream().anyMatch(rule -> rule.attack().tactics().size() != 1)) {
            return List.of(new Annotation(technique, "", rules));
        }
        SortedMap<String, List<TaggedRule>> byTactic = rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> rule.attack().tactics().get(0), TreeMap::new, Collectors.toList()));
        return byTactic.entrySet().stream()
                .map(tactic -> new Annotation(technique, tactic.getKey(), tactic.getValue()))
                .toList();
    }
}
