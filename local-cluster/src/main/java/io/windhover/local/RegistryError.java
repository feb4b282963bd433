package io.windhover.local;

import org.jspecify.annotations.Nullable;

/** A refusal in the terms of the registry's REST API: an HTTP status and Confluent's finer error code. */
final class RegistryError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    RegistryError(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryError unknownSubject(String subject) {
        return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError unknownVersion(String version) {
        return new RegistryError(404, 40402, "Version " + version + " not found.");
    }

    static RegistryError unknownSchema() {
        return new RegistryError(404, 40403, "Schema not found");
    }

    static RegistryError invalidSchema(@Nullable String reason) {
        return new RegistryError(422, 42201, "Invalid schema: " + reason);
    }

    static RegistryError incompatible(String reason) {
        return new RegistryError(409, 409, "Schema being registered is incompatible with an earlier schema: " + reason);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
