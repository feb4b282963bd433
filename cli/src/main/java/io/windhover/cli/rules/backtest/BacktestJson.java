package io.windhover.cli.rules.backtest;

import io.windhover.cli.output.JsonLines;
import io.windhover.cli.rules.RuleJson;
import io.windhover.rules.LoadedRule;
import java.time.LocalDate;
import java.util.Map;

/** Writes a backtest for a program, one rule a line. */
final class BacktestJson {
    private BacktestJson() {}

    /** @param events how many were judged */
    static String of(Tally tally, long events) {
        return JsonLines.line(json -> {
            RuleJson.write(json, tally.rule());
            json.writeNumberField("matches", tally.matches());
            json.writeNumberField("share", (double) tally.matches() / Math.max(1, events));
            json.writeNumberField("entities", tally.entities());
            json.writeBooleanField("more_entities", tally.entities() == Tally.MOST_ENTITIES);
            if (tally.alerts().isPresent()) {
                json.writeNumberField("alerts", tally.alerts().get());
            }
            JsonLines.text(json, "first", tally.first().map(Object::toString).orElse(null));
            JsonLines.text(json, "last", tally.last().map(Object::toString).orElse(null));
            json.writeObjectFieldStart("days");
            for (Map.Entry<LocalDate, Long> day : tally.days().entrySet()) {
                json.writeNumberField(day.getKey().toString(), day.getValue());
            }
            json.writeEndObject();
        });
    }

    static String silent(LoadedRule rule) {
        return of(new Tally(rule), 0);
    }
}
