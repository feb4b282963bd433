package io.windhover.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Issues as a SARIF 2.1.0 log, which code scanning reads.
 *
 * @param issues what was found
 * @param version of Windhover
 * @param workingFolder names of files are relative to it, also in the report if they stand below it
 */
public record SarifReport(List<Issue> issues, String version, Path workingFolder) {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** By convention the root of the sources; who reads the report knows where that is. */
    private static final String ROOT = "%SRCROOT%";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Issues have no codes of their own yet: what they mean for the rule is their kind. */
    private enum Kind {
        REFUSED_RULE(
                "refused-rule",
                "error",
                "The rule is refused",
                "Something in the file keeps the rule, filter or correlation from running. Others are not affected."),
        DOUBTFUL_RULE(
                "doubtful-rule",
                "warning",
                "The rule perhaps does not do what its author thinks",
                "The rule runs, but what stands here seldom means what it says.");

        private final String id;
        private final String level;
        private final String title;
        private final String description;

        Kind(String id, String level, String title, String description) {
            this.id = id;
            this.level = level;
            this.title = title;
            this.description = description;
        }

        static Kind of(Severity severity) {
            return severity == Severity.ERROR ? REFUSED_RULE : DOUBTFUL_RULE;
        }
    }

    public SarifReport {
        issues = List.copyOf(issues);
        workingFolder = workingFolder.toAbsolutePath().normalize();
    }

    /** The log, in ASCII. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            run(json);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append("\n").toString();
    }

    private void run(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Windhover");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (Kind kind : Kind.values()) {
            descriptor(json, kind);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        // Ours count code points; without a word readers would count UTF-16 units.
        json.writeStringField("columnKind", "unicodeCodePoints");
        json.writeArrayFieldStart("results");
        for (Issue issue : issues) {
            result(json, issue);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void descriptor(JsonGenerator json, Kind kind) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", kind.id);
        text(json, "shortDescription", kind.title + ".");
        text(json, "fullDescription", kind.description);
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", kind.level);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void result(JsonGenerator json, Issue issue) throws IOException {
        Kind kind = Kind.of(issue.severity());
        json.writeStartObject();
        json.writeStringField("ruleId", kind.id);
        json.writeNumberField("ruleIndex", List.of(Kind.values()).indexOf(kind));
        json.writeStringField("level", kind.level);
        text(json, "message", message(issue));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(json, issue.file());
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", issue.position().line());
        json.writeNumberField("startColumn", issue.position().column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String message(Issue issue) {
        String suggestion = issue.suggestion();
        if (suggestion == null) {
            return issue.message();
        }
        return issue.message() + " " + suggestion.substring(0, 1).toUpperCase(Locale.ROOT) + suggestion.substring(1);
    }

    private void artifact(JsonGenerator json, String file) throws IOException {
        Path absolute = workingFolder.resolve(file).normalize();
        boolean below = absolute.startsWith(workingFolder);
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField(
                "uri",
                below
                        ? relative(workingFolder.relativize(absolute))
                        : absolute.toUri().toASCIIString());
        if (below) {
            json.writeStringField("uriBaseId", ROOT);
        }
        json.writeEndObject();
    }

    private static String relative(Path path) {
        String slashes = path.toString().replace(path.getFileSystem().getSeparator(), "/");
        try {
            // A colon in the first name would make a scheme of it; the slash before it is taken off again.
            String uri =
                    new URI(null, null, "/" + slashes, null).toASCIIString().substring(1);
            int colon = uri.indexOf(':');
            return colon >= 0 && uri.lastIndexOf('/', colon) < 0 ? "./" + uri : uri;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
