package io.windhover.detector.app;

/** A configuration that cannot be used; its message is for the operator and names the setting. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
