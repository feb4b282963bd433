package io.windhover.cli.connectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.windhover.cli.output.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Kafka Connect worker's REST interface, as far as setting connectors needs it. */
final class ConnectWorker {
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;
    private static final int LONGEST_MESSAGE = 4_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final URI address;
    private final Duration patience;
    private final Duration lookInterval;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @param patience how long a worker that does not answer, or a group that is being balanced, is waited for
     * @param lookInterval how long until it is asked again
     */
    ConnectWorker(URI address, Duration patience, Duration lookInterval) {
        this.address = address;
        this.patience = patience;
        this.lookInterval = lookInterval;
    }

    /**
     * Makes the connector what the file says; a worker that runs it with these settings already changes nothing.
     *
     * @return whether it is new
     * @throws Failure if the worker refuses it, or does not answer in time
     */
    boolean put(ConnectorFile connector) throws InterruptedException {
        HttpResponse<String> response = answer(HttpRequest.newBuilder(configOf(connector.name()))
                .timeout(REQUEST_PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(connector.json()))
                .build());
        if (response.statusCode() / 100 != 2) {
            throw new Failure("connector '" + connector.name() + "' is refused (" + response.statusCode() + "): "
                    + message(response.body()));
        }
        return response.statusCode() == 201;
    }

    private URI configOf(String name) {
        String base = address.toString().replaceAll("/+$", "");
        String segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(base + "/connectors/" + segment + "/config");
    }

    private HttpResponse<String> answer(HttpRequest request) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            @Nullable IOException silence = null;
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                // While the group is balanced a worker asks to be asked again.
                if (response.statusCode() != CONFLICT || System.nanoTime() > deadline) {
                    return response;
                }
            } catch (IOException e) {
                silence = e;
            }
            if (silence != null && System.nanoTime() > deadline) {
                throw new Failure("the Connect worker at " + address + " does not answer", silence);
            }
            Thread.sleep(lookInterval.toMillis());
        }
    }

    /** What Connect says went wrong, or the body where it says it otherwise. */
    private static String message(String body) {
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME && "message".equals(json.currentName())) {
                    return cut(json.nextTextValue());
                }
            }
        } catch (IOException notJson) {
            return cut(body);
        }
        return cut(body);
    }

    private static String cut(@Nullable String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
    }
}
