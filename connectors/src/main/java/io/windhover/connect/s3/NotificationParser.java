package io.windhover.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.connect.s3.Notification.Created;
import io.windhover.connect.s3.Notification.NotUnderstood;
import io.windhover.connect.s3.Notification.Nothing;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what announces objects: S3's own event notifications, EventBridge's <i>Object Created</i>, and what CloudTrail itself
 * publishes to a topic; each as it is or in SNS's envelope. S3 encodes keys as in an URL's query, the others do not.
 *
 * <p>Sources: <i>Event message structure</i> and <i>Using EventBridge</i> in the S3 user guide, <i>Configuring Amazon SNS
 * notifications for CloudTrail</i> in CloudTrail's.
 */
final class NotificationParser {

    /** An envelope around EventBridge's event is one more than there should be around anything. */
    private static final int MOST_ENVELOPES = 2;

    private static final String CREATED = "ObjectCreated:";
    private static final String OF_CLOUDTRAIL_VALIDATION = "CloudTrail validation message.";

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Notification parse(String body) {
        return parse(body, MOST_ENVELOPES);
    }

    private Notification parse(String body, int envelopes) {
        JsonNode root;
        try {
            root = mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return new NotUnderstood("the message is not valid JSON");
        }
        if (root.path("Type").isTextual() && root.path("TopicArn").isTextual()) {
            return envelopes == 0
                    ? new NotUnderstood("the message has too many envelopes of SNS")
                    : inEnvelope(root, envelopes);
        }
        if (root.path("Records").isArray()) {
            return ofS3(root.get("Records"));
        }
        if (root.path("detail-type").isTextual()) {
            return ofEventBridge(root);
        }
        if (root.has("s3Bucket")) {
            return ofCloudTrail(root);
        }
        return root.path("Event").asText().equals("s3:TestEvent")
                ? new Nothing()
                : new NotUnderstood("the message is no notification of S3, EventBridge or CloudTrail");
    }

    private Notification inEnvelope(JsonNode envelope, int envelopes) {
        JsonNode message = envelope.path("Message");
        if (!envelope.path("Type").asText().equals("Notification") || !message.isTextual()) {
            return new NotUnderstood("the message of SNS is no notification");
        }
        return message.asText().equals(OF_CLOUDTRAIL_VALIDATION)
                ? new Nothing()
                : parse(message.asText(), envelopes - 1);
    }

    private static Notification ofS3(JsonNode records) {
        List<ObjectAddress> objects = new ArrayList<>();
        for (JsonNode record : records) {
            String event = record.path("eventName").asText();
            if (event.isEmpty()) {
                return new NotUnderstood("a record of the notification has no eventName");
            }
            if (event.startsWith(CREATED) || event.startsWith("s3:" + CREATED)) {
                ObjectAddress object = address(
                        record.path("s3").path("bucket").path("name"),
                        decoded(record.path("s3").path("object").path("key").asText()));
                if (object == null) {
                    return new NotUnderstood(
                            "a record of the notification names no bucket, or no key that is encoded as" + " S3 does");
                }
                objects.add(object);
            }
        }
        return objects.isEmpty() ? new Nothing() : new Created(objects);
    }

    private static Notification ofEventBridge(JsonNode event) {
        if (!event.path("source").asText().equals("aws.s3")) {
            return new NotUnderstood("the event of EventBridge is none of S3");
        }
        if (!event.get("detail-type").asText().equals("Object Created")) {
            return new Nothing();
        }
        JsonNode detail = event.path("detail");
        ObjectAddress object = address(
                detail.path("bucket").path("name"),
                detail.path("object").path("key").asText());
        return object == null
                ? new NotUnderstood("the event of EventBridge names no bucket or no key")
                : new Created(List.of(object));
    }

    private static Notification ofCloudTrail(JsonNode message) {
        List<ObjectAddress> objects = new ArrayList<>();
        for (JsonNode key : message.path("s3ObjectKey")) {
            ObjectAddress object = address(message.get("s3Bucket"), key.asText());
            if (object == null) {
                return new NotUnderstood("the notification of CloudTrail names no bucket or an empty key");
            }
            objects.add(object);
        }
        return objects.isEmpty()
                ? new NotUnderstood("the notification of CloudTrail names no key")
                : new Created(objects);
    }

    private static @Nullable ObjectAddress address(JsonNode bucket, @Nullable String key) {
        return bucket.isTextual() && !bucket.asText().isEmpty() && key != null && !key.isEmpty()
                ? new ObjectAddress(bucket.asText(), key)
                : null;
    }

    private static @Nullable String decoded(String key) {
        try {
            return URLDecoder.decode(key, UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
