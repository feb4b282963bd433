package io.windhover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    private static final String RESOURCE = "version.txt";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream text = Version.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IOException(RESOURCE + " is missing in this build");
            }
            String version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new String[] {"windhover " + version};
        }
    }
}
