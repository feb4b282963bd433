package io.windhover.connect;

/** Events of a log that is recognised, for tests whose subject is the way and not the log. */
public final class CloudTrailEvents {

    private CloudTrailEvents() {}

    public static String withId(String id) {
        String event = withoutId();
        return event.substring(0, event.length() - 1) + ",\"eventID\":\"" + id + "\"}";
    }

    /** Its uid comes from its bytes, or from its delivery. */
    public static String withoutId() {
        return """
                {"eventVersion":"1.10","eventTime":"2026-10-01T08:00:00Z","eventSource":"s3.amazonaws.com",\
                "eventName":"ListBuckets","awsRegion":"eu-central-1","sourceIPAddress":"192.0.2.7","readOnly":true}""";
    }
}
