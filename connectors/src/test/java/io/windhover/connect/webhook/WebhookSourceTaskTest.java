package io.windhover.connect.webhook;

import static io.windhover.connect.webhook.RunningTask.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task over real HTTP, without a worker. */
@Timeout(60)
class WebhookSourceTaskTest {

    private static final String EVENT = CloudTrailEvents.withId("1");

    @Test
    void shouldAnswerOnlyWhenTheBrokerHasEveryRecord() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            // When
            CompletableFuture<HttpResponse<String>> answer =
                    task.post("/events", "[" + EVENT + "," + CloudTrailEvents.withId("2") + "]");
            List<SourceRecord> records = task.take(2);
            task.acknowledge(records.get(0));

            // Then
            assertThat(task.isIdle()).isTrue();
            assertThat(answer).isNotDone();
            task.acknowledge(records.get(1));
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(records).extracting(record -> event(record).getUid()).containsExactly("1", "2");
            assertThat(event(records.get(1)).getOrigin().getName()).isEqualTo("webhook:/events");
            assertThat(event(records.get(1)).getOrigin().getPosition()).isEqualTo(2);
        }
    }

    @Test
    void shouldUnpackTheEventListOfAKubernetesApiServer() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            CompletableFuture<HttpResponse<String>> answer = task.post(
                    "/kubernetes?timeout=30s",
                    "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[" + EVENT
                            + "," + CloudTrailEvents.withId("2") + "]}\n");

            assertThat(task.write(2)).extracting(SourceRecord::topic).containsOnly("events");
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldDecompressGzip() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            CompletableFuture<HttpResponse<String>> answer = task.post(
                    "/events", BodyPublishers.ofByteArray(gzip(EVENT.getBytes(UTF_8))), "Content-Encoding", "gzip");

            assertThat(task.write(1))
                    .extracting(record -> event(record).getUid())
                    .containsExactly("1");
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeWhatIsSignedWithAnyOfTheSecretsAndNothingElse() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("github.secrets", "new-secret, old-secret"))) {
            for (String secret : List.of("new-secret", "old-secret")) {
                CompletableFuture<HttpResponse<String>> answer =
                        task.post("/github", EVENT, "X-Hub-Signature-256", signature(secret, EVENT));
                assertThat(task.write(1)).hasSize(1);
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }

            String good = signature("new-secret", EVENT);
            assertThat(task.status("/github", EVENT)).isEqualTo(401);
            assertThat(task.status("/github", EVENT + " ", "X-Hub-Signature-256", good))
                    .isEqualTo(401);
            assertThat(task.status("/github", EVENT, "X-Hub-Signature-256", signature("other", EVENT)))
                    .isEqualTo(401);
            assertThat(task.status("/github", EVENT, "X-Hub-Signature-256", good.substring(0, 20)))
                    .isEqualTo(401);
            assertThat(task.status("/github", EVENT, "X-Hub-Signature-256", "sha256=" + "zz".repeat(32)))
                    .isEqualTo(401);
            assertThat(task.status("/github", EVENT, "X-Hub-Signature", good)).isEqualTo(401);
            assertThat(task.isIdle()).isTrue();
        }
    }

    @Test
    void shouldComputeTheSignatureThatGithubDocuments() {
        // GitHub, "Validating webhook deliveries", "Testing the webhook payload validation".
        Credential credential = new Credential.HubSignature(List.of("It's a Secret to Everybody"));
        Map<String, String> headers = Map.of(
                "x-hub-signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

        assertThat(credential.admits(headers::get, "Hello, World!".getBytes(UTF_8)))
                .isTrue();
        assertThat(credential.admits(headers::get, "Hello, World?".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void shouldGiveADeliveryThatComesAgainTheSameUid() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("github.secrets", "s"))) {
            List<String> uids = new ArrayList<>();
            for (String delivery : List.of("72d3162e-cc78", "72d3162e-cc78", "another-one", "not an id")) {
                String body = CloudTrailEvents.withoutId();
                CompletableFuture<HttpResponse<String>> answer = task.post(
                        "/github", body, "X-Hub-Signature-256", signature("s", body), "X-GitHub-Delivery", delivery);
                task.write(1).forEach(record -> uids.add(event(record).getUid()));
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }

            assertThat(uids.subList(0, 3))
                    .containsExactly("github:72d3162e-cc78", "github:72d3162e-cc78", "github:another-one");
            assertThat(uids.get(3)).startsWith("sha256:");
        }
    }

    @Test
    void shouldReadAPushedBodyWithItsHeaders() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("github.secrets", "s"))) {
            // Given: a body that names neither its event nor its time
            String body = "{\"action\":\"added\",\"member\":{\"login\":\"bob\"},"
                    + "\"repository\":{\"full_name\":\"falcon/nest\"},\"sender\":{\"login\":\"Ada\"}}";

            // When
            CompletableFuture<HttpResponse<String>> answer = task.post(
                    "/github",
                    body,
                    "X-Hub-Signature-256",
                    signature("s", body),
                    "X-GitHub-Event",
                    "member",
                    "X-GitHub-Delivery",
                    "72d3162e-cc78");

            // Then
            CloudEvent event = event(task.write(1).get(0));
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(event.getUid()).isEqualTo("github:72d3162e-cc78");
            assertThat(event.getApi().getOperation()).isEqualTo("member.added");
            assertThat(event.getActor().getPrincipal()).isEqualTo("github.com/ada");
            assertThat(event.getTime()).isEqualTo(event.getIngestTime());
        }
    }

    @Test
    void shouldKeepTheIdThatAnEventHasItself() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            CompletableFuture<HttpResponse<String>> answer =
                    task.post("/github", EVENT, "X-GitHub-Delivery", "72d3162e-cc78");

            assertThat(task.write(1))
                    .extracting(record -> event(record).getUid())
                    .containsExactly("1");
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeBearerAndGitlabTokens() throws Exception {
        try (RunningTask task =
                new RunningTask(Map.of("bearer.tokens", "first,second", "gitlab.tokens", "of-gitlab"))) {
            assertWritten(task, "/kubernetes", "Authorization", "Bearer first");
            assertWritten(task, "/falco", "Authorization", "bearer second");
            assertWritten(task, "/gitlab", "X-Gitlab-Token", "of-gitlab");

            assertThat(task.status("/events", EVENT)).isEqualTo(401);
            assertThat(task.status("/events", EVENT, "Authorization", "Bearer third"))
                    .isEqualTo(401);
            assertThat(task.status("/events", EVENT, "Authorization", "first")).isEqualTo(401);
            assertThat(task.status("/events", EVENT, "Authorization", "Bearer "))
                    .isEqualTo(401);
            assertThat(task.status("/events", EVENT, "Authorization", "Bearer first,second"))
                    .isEqualTo(401);
            assertThat(task.status("/gitlab", EVENT, "X-Gitlab-Token", "first")).isEqualTo(401);
            assertThat(task.isIdle()).isTrue();
        }
    }

    @Test
    void shouldNotTellWhatWasWrongWithACredential() {
        try (RunningTask task = new RunningTask(Map.of("bearer.tokens", "a", "github.secrets", "b"))) {
            HttpResponse<String> none = task.post("/events", EVENT).join();
            HttpResponse<String> wrong =
                    task.post("/events", EVENT, "Authorization", "Bearer b").join();
            HttpResponse<String> unsigned = task.post("/github", EVENT).join();
            HttpResponse<String> badlySigned = task.post(
                            "/github", EVENT, "X-Hub-Signature-256", "sha256=" + "00".repeat(32))
                    .join();

            assertThat(List.of(none, wrong, unsigned, badlySigned))
                    .extracting(answer -> answer.statusCode()
                            + answer.body()
                            + answer.headers().map())
                    .containsOnly(
                            none.statusCode() + none.body() + none.headers().map());
        }
    }

    @Test
    void shouldRefuseOtherMethodsPathsAndTypes() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            HttpResponse<String> got =
                    task.client.send(task.request("/events").GET().build(), BodyHandlers.ofString());

            assertThat(got.statusCode()).isEqualTo(405);
            assertThat(got.headers().firstValue("Allow")).contains("POST");
            assertThat(got.headers().firstValue("Server")).isEmpty();
            assertThat(task.status("/nowhere", EVENT)).isEqualTo(404);
            assertThat(task.status("/events/..%2Fgithub", EVENT)).isIn(400, 404);
            assertThat(task.status("/events", EVENT, "Content-Encoding", "br")).isEqualTo(415);
            assertThat(task.status("/github", "payload=%7B%7D", "Content-Type", "application/x-www-form-urlencoded"))
                    .isEqualTo(415);
            assertThat(task.isIdle()).isTrue();
        }
    }

    @Test
    void shouldRefuseABodyThatIsTooLargeHoweverItComes() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("request.max.bytes", "2048", "request.max.records", "3"))) {
            byte[] large = new byte[4096];

            assertThat(task.post("/events", BodyPublishers.ofByteArray(large))
                            .join()
                            .statusCode())
                    .isEqualTo(413);
            assertThat(task.post("/events", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                            .join()
                            .statusCode())
                    .isEqualTo(413);
            assertThat(task.post("/events", BodyPublishers.ofByteArray(gzip(new byte[1 << 20])))
                            .join()
                            .statusCode())
                    .isEqualTo(413);
            assertThat(task.status("/events", "{}".repeat(4))).isEqualTo(413);
            assertThat(task.isIdle()).isTrue();
        }
    }

    @Test
    void shouldKeepAMalformedBodyAsADeadLetterAndSayWhereItBroke() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("bearer.tokens", "t"))) {
            // When
            CompletableFuture<HttpResponse<String>> answer =
                    task.post("/events", EVENT + "\n{\"a\":oops}", "Authorization", "Bearer t");
            List<SourceRecord> records = task.take(2);

            // Then
            assertThat(records).extracting(SourceRecord::topic).containsExactly("events", "dead");
            assertThat(header(records.get(1), DeadLetterHeaders.REASON))
                    .isEqualTo("not valid JSON: a value should stand at byte 6 of the record");
            assertThat(header(records.get(1), DeadLetterHeaders.SOURCE)).isEqualTo("webhook:/events");
            assertThat(header(records.get(1), DeadLetterHeaders.POSITION)).isEqualTo("line 2");
            assertThat(new String((byte[]) records.get(1).value(), UTF_8)).isEqualTo("{\"a\":oops}");
            assertThat(answer).isNotDone();
            records.forEach(task::acknowledge);
            assertThat(answer.join().statusCode()).isEqualTo(400);
            assertThat(answer.join().body())
                    .isEqualTo("line 2: not valid JSON: a value should stand at byte 6 of the record\n");
        }
    }

    @Test
    void shouldSayThatTheConnectionEndsWithAnAnswerBeforeTheBody() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("bearer.tokens", "t"))) {
            for (String path : List.of("/events", "/nowhere")) {
                assertThat(task.post(path, EVENT).join().headers().firstValue("Connection"))
                        .as(path)
                        .contains("close");
            }
        }
    }

    @Test
    void shouldKeepNothingOfAMalformedBodyFromSomebodyUnknown() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("bearer.tokens", "t", "github.secrets", "s"))) {
            assertThat(task.status("/events", "oops")).isEqualTo(401);
            assertThat(task.status("/github", "oops", "X-Hub-Signature-256", signature("x", "oops")))
                    .isEqualTo(401);
            assertThat(task.isIdle()).isTrue();
        }
    }

    @Test
    void shouldKeepDamagedCompressionAsADeadLetter() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            byte[] damaged = gzip(EVENT.getBytes(UTF_8));
            damaged[damaged.length / 2] ^= 0x55;
            List<byte[]> bodies = List.of(damaged, gzip(gzip(EVENT.getBytes(UTF_8))));
            for (byte[] body : bodies) {
                CompletableFuture<HttpResponse<String>> answer = task.post("/events", BodyPublishers.ofByteArray(body));

                assertThat(task.write(1)).extracting(SourceRecord::topic).containsExactly("dead");
                assertThat(answer.join().statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void shouldTakeALogThatIsNotKnownAsADeadLetterWithoutTroublingItsSender() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            CompletableFuture<HttpResponse<String>> answer = task.post("/events", "{\"unknown\":1}");

            assertThat(task.write(1)).extracting(SourceRecord::topic).containsExactly("dead");
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldPushBackWhileTheBrokerIsBehind() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("queue.max.records", "3", "request.max.records", "3"))) {
            // Given
            CompletableFuture<HttpResponse<String>> first = task.post("/events", EVENT + EVENT);
            List<SourceRecord> taken = task.take(2);

            // When
            HttpResponse<String> second = task.post("/events", EVENT + EVENT).join();

            // Then
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).contains("2");
            taken.forEach(task::acknowledge);
            assertThat(first.join().statusCode()).isEqualTo(200);
            CompletableFuture<HttpResponse<String>> again = task.post("/events", EVENT + EVENT);
            task.write(2);
            assertThat(again.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldBoundTheBytesOfAllBodiesTogether() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("queue.max.bytes", "4096", "request.max.bytes", "4096"));
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), task.port())) {
            // Given: a body that is announced takes no room, one of which most has come does
            send(slow, "POST /events HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n");
            assertWritten(task, "/events");
            send(slow, " ".repeat(4_000));

            // Then: as soon as the server has seen it, there is no room beside it
            await().untilAsserted(() -> assertThat(answerNow(task)).isEqualTo(429));
        }
    }

    private static int answerNow(RunningTask task) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = task.post("/events", EVENT);
        while (!answer.isDone()) {
            task.write(1, Duration.ofMillis(200));
        }
        return answer.join().statusCode();
    }

    @Test
    void shouldSayThatTheBrokerHasNotAnsweredInTime() throws Exception {
        try (RunningTask task = new RunningTask(Map.of("acknowledge.timeout.ms", "200"))) {
            HttpResponse<String> answer = task.post("/events", EVENT).join();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            // What comes late troubles nobody.
            assertThat(task.write(1)).hasSize(1);
        }
    }

    @Test
    void shouldNotClaimThatARecordIsWrittenWhichTheWorkerGaveUp() throws Exception {
        try (RunningTask task = new RunningTask(Map.of())) {
            CompletableFuture<HttpResponse<String>> answer = task.post("/events", EVENT);

            task.take(1).forEach(task::giveUp);

            assertThat(answer.join().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void shouldAnswerWhoeverWaitsAndFreeThePortWhenItStops() throws Exception {
        // Given
        RunningTask task = new RunningTask(Map.of());
        CompletableFuture<HttpResponse<String>> answer = task.post("/events", EVENT);
        task.take(1);
        int port = task.port();

        // When
        task.close();

        // Then
        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("windhover-webhook"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /events HTTP/1.1\r\nHost: x\r\n",
                "POST /events HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
                "POST /events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n"
            })
    void shouldCloseAConnectionThatSendsAByteNowAndThen(String begin) throws Exception {
        try (RunningTask task = new RunningTask(Map.of("request.timeout.ms", "600"));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), task.port())) {
            send(socket, begin);
            socket.setSoTimeout(50);

            assertThat(isClosedWhileTrickling(socket, 10_000)).isTrue();
        }
    }

    @Test
    void shouldRefuseHeadersThatAreTooLarge() {
        try (RunningTask task = new RunningTask(Map.of())) {
            assertThat(task.status("/events", EVENT, "X-Large", "x".repeat(20_000)))
                    .isEqualTo(431);
        }
    }

    private static boolean isClosedWhileTrickling(Socket socket, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            try {
                send(socket, "x");
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                assertThat(socket.isClosed()).isFalse();
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static void assertWritten(RunningTask task, String path, String... headers) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = task.post(path, EVENT, headers);
        assertThat(task.write(1)).hasSize(1);
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    private static String header(SourceRecord record, String name) {
        return (String) record.headers().lastWithName(name).value();
    }

    private static String signature(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
