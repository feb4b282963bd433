package io.windhover.simulator.journal;

import java.util.Arrays;
import java.util.Optional;

/** A log that is simulated. */
public enum Log {
    AWS_CLOUDTRAIL("aws-cloudtrail", 40_000),
    ENTRA_SIGNIN("entra-signin", 60_000),
    ENTRA_AUDIT("entra-audit", 60_000),
    AZURE_ACTIVITY("azure-activity", 60_000),
    GCP_AUDIT("gcp-audit", 8_000),
    WORKSPACE_LOGIN("workspace-login", 90_000),
    KUBERNETES_AUDIT("kubernetes-audit", 2_000),
    OKTA_SYSTEM("okta-system", 5_000),
    GITHUB_AUDIT("github-audit", 15_000),
    FALCO("falco", 500);

    private final String word;
    private final long usualDelay;

    Log(String word, long usualDelay) {
        this.word = word;
        this.usualDelay = usualDelay;
    }

    /** Its name on the command line and in labels; its file is called {@code <name>.ndjson}. */
    public String word() {
        return word;
    }

    /** How long its events usually take until they are delivered, in milliseconds. */
    long usualDelay() {
        return usualDelay;
    }

    /** By its name. */
    public static Optional<Log> named(String word) {
        return Arrays.stream(values()).filter(log -> log.word.equals(word)).findFirst();
    }
}
