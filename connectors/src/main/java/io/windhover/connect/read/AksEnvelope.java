package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.windhover.connect.normalise.ContextNames;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic record of Azure around one event of a cluster's audit log ("Monitor Azure Kubernetes Service", resource
 * logs): the event stands as text in {@code properties.log}.
 */
final class AksEnvelope implements Envelope {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** {@code kube-audit} and {@code kube-audit-admin}. */
    private static final String CATEGORY = "kube-audit";

    private final EmbeddedRecord embedded = new EmbeddedRecord();
    private @Nullable String category;
    private @Nullable String resource;
    private @Nullable String log;

    @Override
    public boolean opens(byte[] bytes, int offset, int length) {
        category = null;
        resource = null;
        log = null;
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            json.nextToken();
            readMembers(json);
        } catch (IOException e) {
            return false;
        }
        return log != null && isAudit(category);
    }

    private static boolean isAudit(@Nullable String category) {
        return category != null && category.toLowerCase(Locale.ROOT).startsWith(CATEGORY);
    }

    private void readMembers(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT && name.equals("properties")) {
                readProperties(json);
            } else if (token == JsonToken.VALUE_STRING && name.equals("category")) {
                category = json.getText();
                if (!isAudit(category)) {
                    return;
                }
            } else if (token == JsonToken.VALUE_STRING && name.equals("resourceId")) {
                resource = json.getText();
            } else {
                json.skipChildren();
            }
        }
    }

    private void readProperties(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals("log");
            if (json.nextToken() == JsonToken.VALUE_STRING && found) {
                log = json.getText();
            } else {
                json.skipChildren();
            }
        }
    }

    @Override
    public @Nullable Content next() {
        if (log == null) {
            return null;
        }
        byte[] text = log.getBytes(UTF_8);
        log = null;
        Map<String, String> context = resource == null ? Map.of() : Map.of(ContextNames.AZURE_RESOURCE, resource);
        byte[] event = embedded.of(text);
        return event == null
                ? new Content(text, "the audit record's log is no JSON record", context)
                : new Content(event, null, context);
    }
}
