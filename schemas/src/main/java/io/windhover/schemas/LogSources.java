package io.windhover.schemas;

/** How a log source is written in settings, headers and metrics. */
public final class LogSources {
    private LogSources() {}

    /** {@code product/service}; the product alone where the log has no service. */
    public static String name(LogSource log) {
        return log.getService() == null ? log.getProduct() : log.getProduct() + "/" + log.getService();
    }
}
