package io.windhover.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Manifests against Kubernetes' own schemas, where {@code interop.kubeconform} names the program and {@code
 * interop.kubernetes.schemas} the schemas, as kubeconform's {@code -schema-location} has them.
 */
final class Kubeconform {
    private static final String OF_OPERATORS = "ScaledObject,ServiceMonitor,PrometheusRule";

    private Kubeconform() {}

    /** Does nothing where the program is not named; says so. */
    static void check(Path manifests) throws IOException {
        String program = System.getProperty("interop.kubeconform", "");
        if (program.isEmpty()) {
            System.err.println(
                    "kubeconform is not named (-Dinterop.kubeconform=FILE): " + manifests + " is not checked");
            return;
        }
        try {
            ForeignTool.Result result = ForeignTool.run(
                    Path.of(".").toAbsolutePath(),
                    List.of(
                            program,
                            "-strict",
                            "-summary",
                            "-kubernetes-version",
                            System.getProperty("interop.kubernetes.version", "1.34.0"),
                            "-skip",
                            OF_OPERATORS,
                            "-schema-location",
                            System.getProperty("interop.kubernetes.schemas", "default"),
                            manifests.toString()));
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(result.output()).contains("Invalid: 0, Errors: 0").doesNotContain("Valid: 0,");
            System.err.println(manifests.getFileName() + ": " + result.output().strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
