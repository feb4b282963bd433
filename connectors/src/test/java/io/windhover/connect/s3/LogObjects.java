package io.windhover.connect.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.connect.CloudTrailEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Objects' keys and contents as CloudTrail writes them, and messages that announce them. */
final class LogObjects {

    private LogObjects() {}

    /** A key of a log in a region and day; it sorts as its number does. */
    static String key(int number) {
        return "AWSLogs/111122223333/CloudTrail/eu-central-1/2026/10/01/"
                + "111122223333_CloudTrail_eu-central-1_20261001T%02d%02dZ_%05d.json.gz"
                        .formatted(number / 60 % 24, number % 60, number);
    }

    static List<String> uids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    static String records(List<String> uids) {
        return uids.stream().map(CloudTrailEvents::withId).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes events that do not become much smaller, of about this size each. */
    static Path writeLarge(Path file, int count, int size) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file), 64 << 10), US_ASCII)) {
            out.write("{\"Records\":[");
            char[] filler = new char[size];
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < size; j++) {
                    filler[j] = (char) ('0' + (random.nextInt() & 63));
                    filler[j] = filler[j] == '\\' ? '|' : filler[j];
                }
                String event = CloudTrailEvents.withId("large-" + i);
                out.write(i == 0 ? "" : ",");
                out.write(event, 0, event.length() - 1);
                out.write(",\"requestParameters\":{\"text\":\"");
                out.write(filler);
                out.write("\"}}");
            }
            out.write("]}");
        }
        return file;
    }

    /** S3's own message about new objects. */
    static String notification(String... keys) {
        return Stream.of(keys)
                .map(LogObjects::notificationRecord)
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    static String notificationRecord(String key) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",\
                "eventTime":"2026-10-01T08:05:00.000Z","eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0",\
                "bucket":{"name":"%s","arn":"arn:aws:s3:::%s"},\
                "object":{"key":"%s","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e"}}}""".formatted(AwsPeers.BUCKET, AwsPeers.BUCKET, key);
    }

    /** EventBridge's message about a new object; its key is not encoded. */
    static String ofEventBridge(String key) {
        return """
                {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",\
                "source":"aws.s3","account":"111122223333","time":"2026-10-01T08:05:00Z","region":"eu-central-1",\
                "resources":["arn:aws:s3:::%s"],"detail":{"version":"0","bucket":{"name":"%s"},\
                "object":{"key":"%s","size":1024,"etag":"d41d8cd98f00b204e9800998ecf8427e"},\
                "reason":"PutObject"}}""".formatted(AwsPeers.BUCKET, AwsPeers.BUCKET, key);
    }

    /** SNS's envelope, as a queue gets it without raw delivery. */
    static String inSns(String message) {
        return """
                {"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",\
                "TopicArn":"arn:aws:sns:eu-central-1:111122223333:trail","Subject":"Amazon S3 Notification",\
                "Message":"%s","Timestamp":"2026-10-01T08:05:00.000Z","SignatureVersion":"1"}""".formatted(message.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
