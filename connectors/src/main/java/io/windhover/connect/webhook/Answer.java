package io.windhover.connect.webhook;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A response.
 *
 * @param text one line for who looks at the sender's log, without any value of the request
 */
record Answer(int status, String text) {

    private static final String RETRY_SECONDS = "2";

    static final Answer WRITTEN = new Answer(200, "");
    static final Answer UNAUTHORISED = new Answer(401, "not authorised");
    static final Answer NOT_FOUND = new Answer(404, "no such path");
    static final Answer POST_ONLY = new Answer(405, "only POST is answered");
    static final Answer NOT_JSON = new Answer(415, "send application/json, plain or with gzip");
    static final Answer FULL = new Answer(429, "too much is waiting for the broker");
    static final Answer NOT_WRITTEN = new Answer(503, "the broker has not acknowledged the records");

    static Answer malformed(String complaint) {
        return new Answer(400, complaint);
    }

    static Answer tooLarge(String reason) {
        return new Answer(413, reason);
    }

    /** Writes it to a request whose body is not read: the connection ends with it, and a sender that would go on must know. */
    void writeBeforeBody(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        write(response, callback);
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        switch (status) {
            // Whatever was wrong, the same: a guesser must not learn which credential is asked for.
            case 401 ->
                response.getHeaders()
                        .put(HttpHeader.WWW_AUTHENTICATE, "Bearer")
                        .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            case 405 -> response.getHeaders().put(HttpHeader.ALLOW, "POST");
            case 429, 503 -> response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            default -> {}
        }
        Content.Sink.write(response, true, text.isEmpty() ? "" : text + "\n", callback);
    }
}
