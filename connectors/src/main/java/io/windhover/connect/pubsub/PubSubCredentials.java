package io.windhover.connect.pubsub;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** What the client shows to Pub/Sub. */
final class PubSubCredentials {

    private static final String SCOPE = "https://www.googleapis.com/auth/pubsub";

    private PubSubCredentials() {}

    /**
     * From the settings' file, else those of wherever the worker runs.
     *
     * @throws ConnectException where there are none
     */
    static GoogleCredentials of(PubSubSourceConfig config) {
        Optional<Path> file = config.credentialsFile();
        GoogleCredentials credentials = file.isPresent() ? read(file.get()) : applicationDefault();
        GoogleCredentials scoped = credentials.createScoped(SCOPE);
        // As Google's clients do by default: a service account signs its own token, and no other server is asked.
        return scoped instanceof ServiceAccountCredentials account
                ? account.createWithUseJwtAccessWithScope(true)
                : scoped;
    }

    private static GoogleCredentials read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(in);
        } catch (IOException | RuntimeException e) {
            // Its message may repeat a part of the file.
            throw new ConnectException(PubSubSourceConfig.CREDENTIALS_FILE + ": " + file
                    + " holds no credentials that can be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static GoogleCredentials applicationDefault() {
        try {
            return GoogleCredentials.getApplicationDefault();
        } catch (IOException e) {
            throw new ConnectException(
                    "there are no application default credentials here: set " + PubSubSourceConfig.CREDENTIALS_FILE, e);
        }
    }
}
