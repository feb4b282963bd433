package io.windhover.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.s3.Notification.Created;
import io.windhover.connect.s3.Notification.NotUnderstood;
import io.windhover.connect.s3.Notification.Nothing;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationParserTest {

    private final NotificationParser parser = new NotificationParser();

    @Test
    void shouldFindAllObjectsOfS3sMessageAndDecodeTheirKeys() {
        Notification notification =
                parser.parse(LogObjects.notification("a/CloudTrail/plain", "a+b/%C3%BC%2B%25/CloudTrail/x"));

        assertThat(notification).isEqualTo(created("a/CloudTrail/plain", "a b/ü+%/CloudTrail/x"));
    }

    @Test
    void shouldTakeKeysOfEventBridgeAsTheyAre() {
        assertThat(parser.parse(LogObjects.ofEventBridge("a+b/%2B"))).isEqualTo(created("a+b/%2B"));
    }

    @Test
    void shouldTakeOffTheEnvelopeOfSns() {
        assertThat(parser.parse(LogObjects.inSns(LogObjects.notification("a%2Bb"))))
                .isEqualTo(created("a+b"));
        assertThat(parser.parse(LogObjects.inSns(LogObjects.ofEventBridge("a%2Bb"))))
                .isEqualTo(created("a%2Bb"));
        assertThat(parser.parse(LogObjects.inSns(LogObjects.inSns(LogObjects.notification("k")))))
                .isEqualTo(created("k"));
    }

    @Test
    void shouldReadWhatCloudTrailItselfPublishes() {
        String message = "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"a+1\",\"b\"]}";

        assertThat(parser.parse(message)).isEqualTo(created("a+1", "b"));
        assertThat(parser.parse(LogObjects.inSns(message))).isEqualTo(created("a+1", "b"));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void shouldUnderstandWhatAnnouncesNoObject(String message) {
        assertThat(parser.parse(message)).isInstanceOf(Nothing.class);
    }

    static Stream<String> nothing() {
        String test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-10-01T08:00:00.000Z\","
                + "\"Bucket\":\"trail\",\"RequestId\":\"5582815E1AEA5ADF\",\"HostId\":\"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH\"}";
        return Stream.of(
                test,
                LogObjects.inSns(test),
                LogObjects.inSns("CloudTrail validation message."),
                "{\"Records\":[]}",
                LogObjects.notification("k").replace("ObjectCreated:Put", "ObjectRemoved:Delete"),
                LogObjects.ofEventBridge("k").replace("Object Created", "Object Deleted"));
    }

    @Test
    void shouldReadTheNewObjectsAmongOtherChanges() {
        String removed = LogObjects.notificationRecord("gone").replace("ObjectCreated:Put", "ObjectRemoved:Delete");

        assertThat(parser.parse("{\"Records\":[" + removed + "," + LogObjects.notificationRecord("new") + "]}"))
                .isEqualTo(created("new"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "null",
                "[]",
                "{}",
                "{\"Records\":[{}]}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%zz\"}}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"\"},\"object\":{\"key\":\"k\"}}}]}",
                "{\"detail-type\":\"Object Created\",\"source\":\"aws.ec2\"}",
                "{\"detail-type\":\"Object Created\",\"source\":\"aws.s3\",\"detail\":{}}",
                "{\"s3Bucket\":\"b\"}",
                "{\"s3Bucket\":\"b\",\"s3ObjectKey\":[\"\"]}",
                "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"a\",\"Message\":\"m\"}",
                "{\"Records\":[]} {\"Records\":[]}"
            })
    void shouldSayWhyItDoesNotUnderstandWithoutRepeatingIt(String message) {
        assertThat(parser.parse(message))
                .isInstanceOfSatisfying(NotUnderstood.class, notUnderstood -> assertThat(notUnderstood.reason())
                        .matches("[A-Za-z0-9, ]{10,120}"));
    }

    @Test
    void shouldBoundEnvelopes() {
        String message = LogObjects.notification("k");
        for (int i = 0; i < 5; i++) {
            message = LogObjects.inSns(message);
        }

        assertThat(parser.parse(message)).isInstanceOf(NotUnderstood.class);
        assertThat(parser.parse("[".repeat(100_000))).isInstanceOf(NotUnderstood.class);
    }

    private static Created created(String... keys) {
        return new Created(Stream.of(keys)
                .map(key -> new ObjectAddress(AwsPeers.BUCKET, key))
                .toList());
    }
}
