package io.windhover.detector.network;

/** A file that says where addresses are cannot be used. The message names it and says why, one line for each file. */
public final class NetworkSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    NetworkSourceException(String message) {
        super(message);
    }
}
