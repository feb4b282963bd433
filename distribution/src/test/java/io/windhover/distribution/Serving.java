package io.windhover.distribution;

import io.windhover.detector.app.ConfigException;
import io.windhover.detector.app.ConfigFile;

/** The detector's HTTP server in the files that are checked here, also for a detector that is built without one. */
final class Serving {
    /** As it stands in the configuration of the compose file. */
    static final String SECTION = "serving:\n  address: 0.0.0.0\n  port: 9464\n  allow-anonymous: true";

    /** As Helm renders it, in the order of the names. */
    static final String RENDERED = "serving:\n  address: 0.0.0.0\n  allow-anonymous: true\n  port: 9464";

    static final String ON_A_FREE_PORT = "serving:\n  address: 127.0.0.1\n  port: 0";

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
