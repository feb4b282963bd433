package io.windhover.detector.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a secret stands; itself it is read when it is needed, and kept out of the configuration. */
public sealed interface Secret {

    /**
     * Reads it.
     *
     * @param environment the value of a variable; null where it is not set
     * @throws ServingException where it is not there
     */
    String read(Environment environment);

    /** The process's environment. */
    @FunctionalInterface
    interface Environment {
        @Nullable
        String get(String name);
    }

    /** In a file, but for white space around it. */
    record InFile(Path file) implements Secret {
        private static final long MOST_BYTES = 64 << 10;

        @Override
        public String read(Environment environment) {
            try {
                if (Files.size(file) > MOST_BYTES) {
                    throw new ServingException(file + " is too large for a secret");
                }
                return present(Files.readString(file), file.toString());
            } catch (IOException e) {
                throw new ServingException("the secret in " + file + " cannot be read: "
                        + e.getClass().getSimpleName());
            }
        }
    }

    /** In a variable of the environment. */
    record InEnvironment(String variable) implements Secret {
        @Override
        public String read(Environment environment) {
            String value = environment.get(variable);
            return present(value == null ? "" : value, "the variable " + variable);
        }
    }

    private static String present(String text, String where) {
        if (text.isBlank()) {
            throw new ServingException(where + " has no secret");
        }
        return text.strip();
    }
}
