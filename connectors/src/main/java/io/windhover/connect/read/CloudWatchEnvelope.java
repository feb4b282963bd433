package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.windhover.connect.normalise.ContextNames;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription of CloudWatch Logs delivers ("Using CloudWatch Logs subscription filters", Amazon CloudWatch Logs
 * User Guide): events of one log stream, each a text that is JSON or a line of a flow log. The messages by which CloudWatch
 * only tries whether it can deliver hold none.
 */
final class CloudWatchEnvelope implements Envelope {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String DATA = "DATA_MESSAGE";
    private static final String CONTROL = "CONTROL_MESSAGE";
    private static final String LOG_EVENTS = "logEvents";

    private final EmbeddedRecord embedded = new EmbeddedRecord();
    private Map<String, String> context = Map.of();
    private @Nullable JsonParser logEvents;

    @Override
    public boolean opens(byte[] bytes, int offset, int length) {
        try {
            String type = readContext(bytes, offset, length);
            boolean complete = context.size() == 2;
            if (complete && type.equals(DATA)) {
                logEvents = atLogEvents(JSON.createParser(bytes, offset, length));
            }
            return complete && (logEvents != null || type.equals(CONTROL));
        } catch (IOException e) {
            // What a JsonScanner took for valid and Jackson does not: left as it is, and judged as a record.
            logEvents = null;
            return false;
        }
    }

    /** The message's type, and what it says of all its events. */
    private String readContext(byte[] bytes, int offset, int length) throws IOException {
        Map<String, String> read = new HashMap<>();
        String type = "";
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean text = json.nextToken() == JsonToken.VALUE_STRING;
                if (text && name.equals("messageType")) {
                    type = json.getText();
                } else if (text && name.equals("owner")) {
                    read.put(ContextNames.LOG_GROUP_OWNER, json.getText());
                } else if (text && name.equals("logGroup")) {
                    read.put(ContextNames.LOG_GROUP, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        context = Map.copyOf(read);
        return type;
    }

    /** Null where the message has no list of events. */
    private static @Nullable JsonParser atLogEvents(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals(LOG_EVENTS);
            if (json.nextToken() == JsonToken.START_ARRAY && found) {
                return json;
            }
            json.skipChildren();
        }
        json.close();
        return null;
    }

    @Override
    public @Nullable Content next() {
        JsonParser json = logEvents;
        if (json == null) {
            return null;
        }
        try {
            if (json.nextToken() != JsonToken.END_ARRAY) {
                return content(message(json));
            }
            json.close();
        } catch (IOException e) {
            throw new IllegalStateException("a message that was parsed before cannot be parsed", e);
        }
        logEvents = null;
        return null;
    }

    /** The text of the list's element that the parser stands at; empty where it has none. */
    private static String message(JsonParser json) throws IOException {
        String message = "";
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return message;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals("message");
            if (json.nextToken() == JsonToken.VALUE_STRING && found) {
                message = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return message;
    }

    private Content content(String message) {
        byte[] text = message.getBytes(UTF_8);
        byte[] event = embedded.of(text);
        if (event == null) {
            event = FlowLogLines.ofDefaultFormat(text);
        }
        return event == null
                ? new Content(
                        text,
                        "the log event's message is neither a JSON record nor a flow log's line in its default format",
                        context)
                : new Content(event, null, context);
    }
}
