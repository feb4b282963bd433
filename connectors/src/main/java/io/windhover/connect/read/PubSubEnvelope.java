package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes an event out of a Pub/Sub message, where it stands in base64: in the message itself ({@code PubsubMessage}), in a
 * pulled one ({@code ReceivedMessage}) or in the body of a push. Not thread-safe.
 */
final class PubSubEnvelope implements Envelope {

    /** With which of these a record must begin, to be looked at further: all others cost next to nothing. */
    private static final List<byte[]> FIRST_NAMES = List.of(
            name("message"),
            name("subscription"),
            name("ackId"),
            name("deliveryAttempt"),
            name("data"),
            name("attributes"),
            name("messageId"),
            name("publishTime"));

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final EmbeddedRecord embedded = new EmbeddedRecord();
    private byte[] message = new byte[0];
    private int offset;
    private int length;
    private @Nullable String data;
    private boolean hasId;

    private static byte[] name(String name) {
        return name.getBytes(US_ASCII);
    }

    /** Whether the record is a message with data. */
    @Override
    public boolean opens(byte[] bytes, int offset, int length) {
        message = bytes;
        this.offset = offset;
        this.length = length;
        data = null;
        hasId = false;
        if (!mayBe(bytes, offset, offset + length)) {
            return false;
        }
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            json.nextToken();
            readMembers(json, true);
        } catch (IOException e) {
            return false;
        }
        return data != null && hasId;
    }

    @Override
    public @Nullable Content next() {
        if (data == null) {
            return null;
        }
        byte[] event = event(data);
        data = null;
        return event == null
                ? new Content(
                        Arrays.copyOfRange(message, offset, offset + length),
                        "the Pub/Sub message's data is no JSON record",
                        Map.of())
                : new Content(event, null, Map.of());
    }

    private byte @Nullable [] event(String base64) {
        try {
            return embedded.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean mayBe(byte[] bytes, int from, int limit) {
        int at = from + 1;
        while (at < limit && Sniffer.isSpace(bytes[at])) {
            at++;
        }
        if (at >= limit || bytes[at] != '"') {
            return false;
        }
        int start = at + 1;
        for (byte[] name : FIRST_NAMES) {
            int end = start + name.length;
            if (end < limit && bytes[end] == '"' && Arrays.equals(name, 0, name.length, bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    private void readMembers(JsonParser json, boolean outer) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (outer && name.equals("message") && token == JsonToken.START_OBJECT) {
                readMembers(json, false);
            } else if (name.equals("data") && token == JsonToken.VALUE_STRING) {
                data = json.getText();
            } else {
                hasId |= name.equals("messageId") || name.equals("message_id");
                json.skipChildren();
            }
        }
    }
}
