package io.windhover.cli.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.rules.LoadedRule;
import io.windhover.schemas.RuleReference;
import java.io.IOException;
import java.util.Locale;

/** What identifies a rule, for a program that gets something about it. */
public final class RuleJson {
    private RuleJson() {}

    /** As the field {@code rule} of an object that is already begun: id, title, level, mode, file and line. */
    public static void write(JsonGenerator json, LoadedRule rule) throws IOException {
        json.writeObjectFieldStart("rule");
        fields(json, rule);
        json.writeEndObject();
    }

    /** Into an object that is already begun. */
    public static void fields(JsonGenerator json, LoadedRule rule) throws IOException {
        RuleReference reference = rule.reference();
        json.writeStringField("id", reference.getUid());
        json.writeStringField("title", reference.getTitle());
        json.writeStringField("level", lower(reference.getLevel()));
        json.writeStringField("mode", lower(reference.getMode()));
        json.writeStringField("file", rule.file());
        json.writeNumberField("line", rule.position().line());
    }

    /** An enum's constant as rules write it. */
    public static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
