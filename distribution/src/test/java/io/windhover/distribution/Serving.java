package io.windhover.distribution;

import io.windhover.detector.app.ConfigException;
import io.windhover.detector.app.ConfigFile;

/** The detector's HTTP server in the files that are checked here, also for a detector that is built without one. */
final class Serving {
    /** As it stands in the configuration of compose file and chart. */
    static final String SECTION = "serving:\n  bind: 0.0.0.0:9464";

    static final String ON_A_FREE_PORT = "serving:\n  bind: 127.0.0.1:0";

    private Serving() {}

    /** Whether this build's detector has it. */
    static boolean isKnown() {
        try {
            ConfigFile.parse("windhover.yml", """
                    kafka: {bootstrap.servers: "localhost:9092"}
                    schema-registry: {schema.registry.url: "http://localhost:8081"}
                    """ + SECTION);
            return true;
        } catch (ConfigException e) {
            if (e.getMessage().contains("unknown setting serving")) {
                return false;
            }
            throw e;
        }
    }
}
