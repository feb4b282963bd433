package io.windhover.detector.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests. Health is for everybody who reaches the port, since those who ask for it have no credentials and it says
 * no more than that the detector works; everything else is for those who may.
 */
final class EndpointHandler extends Handler.Abstract {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final Supplier<Health> health;
    private final Supplier<String> metrics;
    private final Access access;

    /**
     * Makes a handler.
     *
     * @param metrics in Prometheus's text format
     */
    EndpointHandler(Supplier<Health> health, Supplier<String> metrics, Access access) {
        this.health = health;
        this.metrics = metrics;
        this.access = access;
    }

    /** An answer. */
    private record Answer(int status, String type, String body, List<HttpField> fields) {
        static Answer text(int status, String text, HttpField... fields) {
            return new Answer(status, PLAIN, text + "\n", List.of(fields));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        write(answer(request), response, callback);
        return true;
    }

    private Answer answer(Request request) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return Answer.text(
                    405,
                    "GET only",
                    new HttpField(HttpHeader.ALLOW, "GET, HEAD"),
                    new HttpField(HttpHeader.CONNECTION, "close"));
        }
        return switch (Request.getPathInContext(request)) {
            case "/health/live" -> health(Health::live);
            case "/health/ready" -> health(Health::ready);
            case "/metrics" -> metrics(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            default -> Answer.text(404, "not found");
        };
    }

    private Answer health(Predicate<Health> aspect) {
        Health now = health.get();
        boolean up = aspect.test(now);
        String reasons = up
                ? ""
                : now.reasons().stream()
                        .map(reason -> "\"" + reason.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", ",\"reasons\":[", "]"));
        return new Answer(
                up ? 200 : 503, JSON, "{\"status\":\"" + (up ? "up" : "down") + "\"" + reasons + "}\n", List.of());
    }

    private Answer metrics(@Nullable String authorization) {
        return switch (access.admits(authorization)) {
            case ADMITTED -> new Answer(200, PROMETHEUS, metrics.get(), List.of());
            case REFUSED ->
                Answer.text(
                        401,
                        "not authorised",
                        new HttpField(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"windhover\""));
            case UNKNOWN -> Answer.text(503, "it cannot be told now whether you may see this");
        };
    }

    private static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, answer.type())
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Content-Type-Options", "nosniff");
        answer.fields().forEach(response.getHeaders()::put);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
