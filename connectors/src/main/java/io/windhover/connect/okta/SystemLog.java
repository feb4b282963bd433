package io.windhover.connect.okta;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An organisation's System Log: one GET for each page ("System Log", Okta API reference, polling requests). */
final class SystemLog {

    private static final String USER_AGENT = "windhover";

    private final URI origin;
    private final String authorisation;
    private final int limit;
    private final int maxBytes;
    private final Duration timeout;
    private final Clock clock;

    /** Follows no redirect, which would take the token elsewhere. */
    private final HttpClient client;

    SystemLog(OktaSourceConfig config, Clock clock) {
        origin = config.origin();
        authorisation = config.authorisation();
        limit = config.limit();
        maxBytes = config.responseMaxBytes();
        timeout = config.requestTimeout();
        this.clock = clock;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** The page that begins at a time; without an end, so that its links lead on for ever. */
    URI from(Instant since) {
        return origin.resolve("/api/v1/logs?since=" + URLEncoder.encode(since.toString(), StandardCharsets.UTF_8)
                + "&limit=" + limit + "&sortOrder=ASCENDING");
    }

    /** A link of this organisation's; empty where it leads elsewhere. */
    Optional<URI> link(String text) {
        return NextLink.within(origin, text);
    }

    /** Names the log as an event's origin. */
    String name() {
        return origin.resolve("/api/v1/logs").toString();
    }

    /** Fetches a page. The future never fails, and is cancelled to break off. */
    CompletableFuture<Answer> fetch(URI page) {
        HttpRequest request = HttpRequest.newBuilder(page)
                .timeout(timeout)
                .header("Authorization", authorisation)
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .GET()
                .build();
        // The request's own timeout ends with the headers; this one bounds the body too.
        return client.sendAsync(request, head -> new BoundedBody(maxBytes))
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(this::read)
                .exceptionally(SystemLog::afterFailure);
    }

    private Answer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            return new Answer.Failed("status " + status, RateLimit.afterRefusal(response.headers(), clock));
        }
        if (status != 200) {
            return new Answer.Refused(
                    switch (status) {
                        case 401 -> "Okta does not know the token (401)";
                        case 403 -> "the token may not read the System Log (403)";
                        case 400 -> "Okta does not take the cursor or the settings (400)";
                        default -> "Okta answered with status " + status;
                    });
        }
        Optional<String> next = NextLink.in(response.headers().allValues("Link"));
        if (next.isEmpty()) {
            // A page of an endless log has a next one: this is no page of it, but a proxy's, for example.
            return new Answer.Failed("no next link in the answer", Optional.empty());
        }
        Optional<URI> link = link(next.get());
        return link.isPresent()
                ? new Answer.Page(response.body(), link.get(), RateLimit.pause(response.headers(), clock))
                : new Answer.Refused("the next link leads to another host; the token is not sent there");
    }

    private static Answer afterFailure(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof BoundedBody.TooLargeException) {
                return new Answer.Refused(String.valueOf(reason.getMessage()));
            }
        }
        boolean passes = cause instanceof IOException || cause instanceof TimeoutException;
        String reason = cause.getClass().getSimpleName();
        return passes ? new Answer.Failed(reason, Optional.empty()) : new Answer.Refused(reason);
    }
}
