package io.windhover.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events and rules for tests of commands. */
public final class Samples {
    public static final String TRAIL_RULE_ID = "7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0001";

    /** Fires on StopLogging. */
    public static final String TRAIL_RULE = """
            title: Trail stopped
            id: %s
            status: test
            description: For tests.
            author: Windhover
            tags: [attack.defense-impairment, attack.t1685.002]
            logsource: {product: aws, service: cloudtrail}
            detection:
              stop:
                eventSource: cloudtrail.amazonaws.com
                eventName: StopLogging
              condition: stop
            level: high
            license: Apache-2.0
            windhover:
              context: [requestParameters.name]
            """.formatted(TRAIL_RULE_ID);

    /** Has an unknown modifier. */
    public static final String BROKEN_RULE = """
            title: Broken
            id: 7b0f6c1e-0c1b-4c55-9d8e-2f4f2f6f0002
            logsource: {product: aws, service: cloudtrail}
            detection:
              stop:
                eventName|contain: Stop
              condition: stop
            level: low
            """;

    private Samples() {}

    /** One line: a user calls an operation of CloudTrail's own API. */
    public static String event(String uid, String operation, String user) {
        return ("{\"eventVersion\":\"1.09\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE\","
                        + "\"arn\":\"arn:aws:iam::111122223333:user/%3$s\",\"accountId\":\"111122223333\","
                        + "\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"userName\":\"%3$s\"},"
                        + "\"eventTime\":\"2026-10-13T09:12:31Z\",\"eventSource\":\"cloudtrail.amazonaws.com\","
                        + "\"eventName\":\"%2$s\",\"awsRegion\":\"eu-central-1\",\"sourceIPAddress\":\"203.0.113.7\","
                        + "\"userAgent\":\"aws-cli/2.17\",\"requestParameters\":{\"name\":\"main-trail\"},"
                        + "\"responseElements\":null,\"requestID\":\"r-%1$s\",\"eventID\":\"%1$s\",\"readOnly\":false,"
                        + "\"eventType\":\"AwsApiCall\",\"managementEvent\":true,"
                        + "\"recipientAccountId\":\"111122223333\",\"eventCategory\":\"Management\"}")
                .formatted(uid, operation, user);
    }

    public static String event(String uid, String operation) {
        return event(uid, operation, "alice");
    }

    public static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
