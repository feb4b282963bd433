package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Dockerfile says of the folder that it copies; no engine is needed to see whether it holds. */
class ImageIT {
    private final List<String> dockerfile =
            Repository.text("Dockerfile").lines().toList();

    @Test
    void shouldCopyWhatTheBuildHasLaidOutAndNothingElse() {
        assertThat(dockerfile)
                .filteredOn(line -> line.startsWith("COPY") || line.startsWith("ADD"))
                .containsExactly("COPY distribution/target/windhover /opt/windhover");
        assertThat(Repository.text(".dockerignore").lines().filter(line -> !line.startsWith("#")))
                .startsWith("*")
                .endsWith("!distribution/target/windhover");
        for (String program : List.of("windhover", "connect", "follow-rules", "make-archives")) {
            assertThat(Repository.distribution().resolve("bin").resolve(program))
                    .isExecutable();
        }
        assertThat(Repository.distribution().resolve("LICENSE")).isRegularFile();
    }

    @Test
    void shouldRunAsTheUserThatTheChartNames() {
        PodSpec pod = Manifests.golden("default").pods().get("StatefulSet prod-windhover");
        long user = pod.getSecurityContext().getRunAsUser();

        assertThat(dockerfile)
                .contains("USER " + user + ":" + pod.getSecurityContext().getRunAsGroup());
        assertThat(user).isPositive();
    }

    /** A library of two versions would be one of them by chance. */
    @Test
    void shouldHoldEachLibraryOnceAndTheConnectorsAsPluginsAlone() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> jars = Files.list(Repository.distribution().resolve("lib"))) {
            assertThat(jars.map(
                            jar -> jar.getFileName().toString().replaceFirst("-\\d[^-]*(-jre)?(-\\d+)?\\.jar$", "")))
                    .allSatisfy(name -> assertThat(names.add(name)).as(name).isTrue());
        }
        String classPath = Repository.manifest("windhover-connect.jar").getValue("Class-Path");
        assertThat(classPath).contains("lib/connect-runtime-").doesNotContain("windhover");
        assertThat(classPath.split(" "))
                .allSatisfy(jar ->
                        assertThat(Repository.distribution().resolve(jar)).isRegularFile());
        try (Stream<Path> plugins = Files.list(Repository.distribution().resolve("plugins"))) {
            assertThat(plugins).singleElement().satisfies(plugin -> assertThat(
                            plugin.getFileName().toString())
                    .startsWith("windhover-connectors-"));
        }
        assertThat(Repository.distribution().resolve("rules/aws/cloudtrail")).isNotEmptyDirectory();
    }
}
