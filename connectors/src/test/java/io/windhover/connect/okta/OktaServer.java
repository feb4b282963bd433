package io.windhover.connect.okta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.windhover.connect.CloudTrailEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Speaks as Okta does: a log of numbered events, read with {@code after} and {@code limit}; each answer links to what is
 * behind it, also where nothing is yet. Answers may be put before that.
 */
final class OktaServer implements AutoCloseable {

    static final String TOKEN = "00-token-of-the-tests";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> first = new ArrayDeque<>();
    private volatile int events;

    /** What was asked for, and when. */
    record Request(String query, String authorisation, long nanos) {}

    /** An answer that is given once. */
    record Answer(int status, String body, Map<String, String> headers) {}

    OktaServer(int events) {
        this.events = events;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/api/v1/logs", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Events in the log: ids from 0. */
    void grow(int count) {
        events = count;
    }

    synchronized void answerFirst(int status, Map<String, String> headers) {
        answerFirst(new Answer(status, "", headers));
    }

    synchronized void answerFirst(Answer answer) {
        first.add(answer);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private synchronized Answer takeFirst() {
        return first.poll();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            requests.add(new Request(query, exchange.getRequestHeaders().getFirst("Authorization"), System.nanoTime()));
            Answer once = takeFirst();
            Answer answer = once == null ? page(query) : once;
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    Answer page(String query) {
        int after = number(query, "after", 0);
        int limit = number(query, "limit", 100);
        int end = Math.min(after + limit, events);
        String body = IntStream.range(after, end)
                .mapToObj(i -> CloudTrailEvents.withId("okta-" + i))
                .collect(Collectors.joining(",", "[", "]"));
        return new Answer(200, body, Map.of("Link", link("after=" + end + "&limit=" + limit)));
    }

    /** As Okta writes it: a link to the page itself, and one to the next. */
    String link(String query) {
        String page = url() + "/api/v1/logs?";
        return "<" + page + "x>; rel=\"self\", <" + page + query + ">; rel=\"next\"";
    }

    private static int number(String query, String name, int otherwise) {
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return Integer.parseInt(part.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
