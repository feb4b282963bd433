package io.windhover.cli.rules.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.cli.alert.AlertJson;
import io.windhover.cli.events.PlaceJson;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.rules.RuleJson;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.eval.Explanation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes a verdict for a program. */
final class ExplainedJson {
    private ExplainedJson() {}

    static String of(Explained explained) {
        return JsonLines.line(json -> {
            RuleJson.write(json, explained.rule());
            PlaceJson.write(json, explained.place());
            if (explained.isTimed()) {
                json.writeStringField("uid", explained.event().getUid());
                json.writeStringField("time", explained.event().getTime().toString());
            }
            AlertJson.logSource(json, explained.event().getLogSource());
            json.writeBooleanField("applies", explained.applies());
            json.writeBooleanField("matched", explained.matched().isPresent());
            if (explained.matched().isPresent()) {
                match(json, explained.matched().get());
            }
            if (explained.applies()) {
                json.writeFieldName("condition");
                node(json, explained.condition(), true);
            }
        });
    }

    private static void match(JsonGenerator json, MatchedEvent match) throws IOException {
        json.writeStringField("level", RuleJson.lower(match.level()));
        json.writeStringField("entity", match.entity());
        json.writeStringField("dedup", match.dedup());
        json.writeObjectFieldStart("context");
        for (Map.Entry<String, String> field : match.context().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }

    private static void node(JsonGenerator json, Explanation node, boolean decides) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", node.what());
        json.writeBooleanField("holds", node.holds());
        json.writeBooleanField("decides", decides);
        JsonLines.text(json, "value", node.decidedBy().orElse(null));
        if (!node.parts().isEmpty()) {
            List<Explanation> deciding = node.decidingParts();
            json.writeArrayFieldStart("parts");
            for (Explanation part : node.parts()) {
                node(json, part, decides && deciding.contains(part));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
