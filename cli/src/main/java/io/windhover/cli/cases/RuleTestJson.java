package io.windhover.cli.cases;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.cli.cases.RuleTests.TestedFile;
import io.windhover.cli.output.JsonLines;
import io.windhover.rules.CaseVerdict.Reason;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.source.Issue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run of tests for a program: one result a line. */
final class RuleTestJson {
    private RuleTestJson() {}

    static String of(RuleTests tests) {
        List<String> lines = new ArrayList<>();
        tests.refusals().forEach(issue -> lines.add(issue("refused", issue)));
        tests.stray().forEach(issue -> lines.add(issue("malformed", issue)));
        for (TestedFile file : tests.files()) {
            file.malformed().forEach(issue -> lines.add(issue("malformed", issue)));
            file.results().forEach(result -> lines.add(result(result)));
        }
        tests.untested().forEach(rule -> lines.add(untested(rule)));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String result(CaseResult result) {
        RuleCase testCase = result.testCase();
        return JsonLines.line(json -> {
            head(
                    json,
                    result.status().name().toLowerCase(Locale.ROOT),
                    testCase.file(),
                    testCase.position().line(),
                    testCase.position().column());
            json.writeStringField("name", testCase.name());
            json.writeBooleanField("match", testCase.match());
            json.writeArrayFieldStart("rules");
            for (LoadedRule rule : result.asked()) {
                json.writeString(rule.reference().getUid());
            }
            json.writeEndArray();
            if (!result.message().isEmpty()) {
                json.writeStringField("message", result.message());
            }
            if (!result.notes().isEmpty()) {
                json.writeArrayFieldStart("notes");
                for (String note : result.notes()) {
                    json.writeString(note);
                }
                json.writeEndArray();
            }
            if (!result.reasons().isEmpty()) {
                json.writeArrayFieldStart("explanations");
                for (Reason reason : result.reasons()) {
                    json.writeString(reason.explanation().toString());
                }
                json.writeEndArray();
            }
        });
    }

    private static String issue(String kind, Issue issue) {
        return JsonLines.line(json -> {
            head(
                    json,
                    kind,
                    issue.file(),
                    issue.position().line(),
                    issue.position().column());
            json.writeStringField("message", issue.message());
            JsonLines.text(json, "suggestion", issue.suggestion());
        });
    }

    private static String untested(LoadedRule rule) {
        return JsonLines.line(json -> {
            head(
                    json,
                    "untested",
                    rule.file(),
                    rule.position().line(),
                    rule.position().column());
            json.writeArrayFieldStart("rules");
            json.writeString(rule.reference().getUid());
            json.writeEndArray();
            json.writeStringField("message", RuleTestText.missing(rule));
        });
    }

    private static void head(JsonGenerator json, String result, String file, int line, int column) throws IOException {
        json.writeStringField("result", result);
        json.writeStringField("file", file);
        json.writeNumberField("line", line);
        json.writeNumberField("column", column);
    }
}
