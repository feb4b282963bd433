package io.windhover.connect.webhook;

import io.windhover.connect.record.Delivery;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests. Nothing of a body is read before its sender has shown what can be shown in headers, and nothing of it
 * goes anywhere before the sender is known; the answer waits for the broker, without a thread.
 */
final class RequestHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Map<String, Entry> entries;
    private final BodyRecords records;
    private final Backlog backlog;
    private final RequestDeadlines deadlines;
    private final int maxBytes;
    private final long acknowledgeMillis;

    /** A route and what it asks for. */
    private record Entry(Route route, Credential credential) {}

    /** A request whose headers are good. */
    private record Admitted(Entry entry, Request request, Function<String, @Nullable String> headers) {}

    RequestHandler(WebhookSourceConfig config, BodyRecords records, Backlog backlog, RequestDeadlines deadlines) {
        entries = config.routes().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Route::path, route -> new Entry(route, config.credential(route.sender()))));
        this.records = records;
        this.backlog = backlog;
        this.deadlines = deadlines;
        maxBytes = config.requestMaxBytes();
        acknowledgeMillis = config.acknowledgeTimeout().toMillis();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // At the end the connection is idle again: the next request has its own time.
        Callback done = Callback.from(callback, () -> deadlines.begin(request));
        HttpFields fields = request.getHeaders();
        Entry entry = entries.get(Request.getPathInContext(request));
        if (entry == null) {
            Answer.NOT_FOUND.writeBeforeBody(response, done);
            return true;
        }
        Answer refusal = refusal(entry, request);
        if (refusal != null) {
            refusal.writeBeforeBody(response, done);
            return true;
        }
        if (!backlog.reserve(0)) {
            Answer.FULL.writeBeforeBody(response, done);
            return true;
        }
        Admitted admitted = new Admitted(entry, request, fields::get);
        CompletableFuture<?> unused = answer(admitted)
                .exceptionally(failure -> afterFailure(entry, failure))
                .thenAccept(answer -> answer.write(response, done));
        return true;
    }

    /** Why a request is refused before its body is read; null where it is not. */
    private @Nullable Answer refusal(Entry entry, Request request) {
        HttpFields fields = request.getHeaders();
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Answer.POST_ONLY;
        }
        if (!entry.credential().admits(fields::get)) {
            return Answer.UNAUTHORISED;
        }
        if (request.getLength() > maxBytes) {
            return Answer.tooLarge("the body is larger than " + maxBytes + " bytes");
        }
        String encoding = fields.get(HttpHeader.CONTENT_ENCODING);
        String type = fields.get(HttpHeader.CONTENT_TYPE);
        boolean readable =
                encoding == null || encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("identity");
        // GitHub's other content type wraps the JSON into a form.
        boolean form = type != null && type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
        return readable && !form ? null : Answer.NOT_JSON;
    }

    private CompletableFuture<Answer> answer(Admitted admitted) {
        Executor threads = admitted.request().getComponents().getExecutor();
        BodyReader reader = new BodyReader(admitted.request(), maxBytes, backlog);
        return reader.read()
                .whenComplete((body, failure) -> {
                    deadlines.end(admitted.request());
                    if (failure != null) {
                        reader.release();
                    }
                })
                .thenComposeAsync(
                        body -> {
                            try {
                                return take(admitted, body, threads);
                            } finally {
                                reader.release();
                            }
                        },
                        threads);
    }

    private static Answer afterFailure(Entry entry, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof Body.TooLargeException) {
            return Answer.tooLarge(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof BodyReader.NoRoomException) {
            return Answer.FULL;
        }
        // A connection that breaks is everyday life, and anybody may break one.
        (cause instanceof RuntimeException ? LOG.atWarn() : LOG.atDebug())
                .addKeyValue("route", entry.route().path())
                .setCause(cause)
                .log("A request could not be handled");
        return Answer.NOT_WRITTEN;
    }

    private CompletableFuture<Answer> take(Admitted admitted, byte[] body, Executor threads) {
        Entry entry = admitted.entry();
        if (!entry.credential().admits(admitted.headers(), body)) {
            return CompletableFuture.completedFuture(Answer.UNAUTHORISED);
        }
        Delivery delivery = entry.route().sender().delivery(admitted.headers());
        BodyRecords.Made made;
        try {
            made = records.of(entry.route(), delivery, body);
        } catch (Body.TooLargeException e) {
            return CompletableFuture.completedFuture(Answer.tooLarge(String.valueOf(e.getMessage())));
        }
        if (!backlog.offer(made.batch())) {
            return CompletableFuture.completedFuture(Answer.FULL);
        }
        Answer good = made.complaint().map(Answer::malformed).orElse(Answer.WRITTEN);
        return made.batch()
                .written()
                .completeOnTimeout(false, acknowledgeMillis, TimeUnit.MILLISECONDS)
                // Not on the producer's thread, which must go on.
                .thenApplyAsync(written -> written ? good : Answer.NOT_WRITTEN, threads);
    }
}
