package io.windhover.cli.rules.coverage;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.rules.RuleJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes coverage for a program. */
final class CoverageJson {
    private CoverageJson() {}

    static String of(Coverage coverage) {
        return JsonLines.line(json -> {
            json.writeNumberField("rules", coverage.rules().size());
            counts(json, coverage.rules());
            json.writeArrayFieldStart("tactics");
            for (Map.Entry<String, List<TaggedRule>> tactic :
                    coverage.byTactic().entrySet()) {
                json.writeStartObject();
                json.writeStringField("tactic", tactic.getKey());
                json.writeNumberField("rules", tactic.getValue().size());
                counts(json, tactic.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("techniques");
            for (Map.Entry<String, List<TaggedRule>> technique :
                    coverage.byTechnique().entrySet()) {
                json.writeStartObject();
                json.writeStringField("technique", technique.getKey());
                rules(json, technique.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("incomplete");
            for (TaggedRule rule : coverage.incomplete()) {
                json.writeStartObject();
                RuleJson.fields(json, rule.rule());
                json.writeStringField("lacks", rule.lacks().orElseThrow());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void counts(JsonGenerator json, List<TaggedRule> rules) throws IOException {
        json.writeObjectFieldStart("log_sources");
        for (Map.Entry<String, Long> source : Coverage.countByLogSource(rules).entrySet()) {
            json.writeNumberField(source.getKey(), source.getValue());
        }
        json.writeEndObject();
    }

    private static void rules(JsonGenerator json, List<TaggedRule> rules) throws IOException {
        json.writeArrayFieldStart("rules");
        for (TaggedRule rule : rules) {
            json.writeStartObject();
            RuleJson.fields(json, rule.rule());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
