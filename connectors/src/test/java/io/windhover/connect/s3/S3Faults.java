package io.windhover.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers on loopback as S3 and STS do when something is wrong, which S3Mock cannot be brought to. It knows one object. */
final class S3Faults implements AutoCloseable {

    static final String ETAG = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    private final HttpServer server;
    private final byte[] content;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What is wrong with the next answer. */
    private record Fault(int status, String code, int brokenOffAt) {}

    /** What was asked. */
    record Request(String path, String range, String ifMatch, String authorisation, String sessionToken, String body) {}

    S3Faults(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return Collections.unmodifiableList(requests);
    }

    synchronized void fail(int status, String code) {
        faults.add(new Fault(status, code, -1));
    }

    /** The next answer's connection ends after so many of its bytes. */
    synchronized void breakOffAt(int bytes) {
        faults.add(new Fault(200, "", bytes));
    }

    private synchronized Fault nextFault() {
        return faults.isEmpty() ? new Fault(200, "", -1) : faults.remove();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(new Request(
                exchange.getRequestURI().toString(),
                header(exchange, "Range"),
                header(exchange, "If-Match"),
                header(exchange, "Authorization"),
                header(exchange, "x-amz-security-token"),
                body));
        if (body.contains("Action=AssumeRole")) {
            send(exchange, 200, """
                    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
                    <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>\
                    <SessionToken>of-the-role</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>\
                    </AssumeRoleResult></AssumeRoleResponse>""");
            return;
        }
        Fault fault = nextFault();
        if (fault.status() != 200) {
            send(exchange, fault.status(), "<Error><Code>" + fault.code() + "</Code><Message>no</Message></Error>");
            return;
        }
        String range = header(exchange, "Range");
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        int length = content.length - from;
        exchange.getResponseHeaders().set("ETag", ETAG);
        if (!range.isEmpty()) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, length);
        int sent = fault.brokenOffAt() < 0 ? length : Math.min(fault.brokenOffAt(), length);
        exchange.getResponseBody().write(content, from, sent);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
