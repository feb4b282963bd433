package io.windhover.cli;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a copy of the repository that holds as little as it needs, in a folder with a space in its name. */
class LauncherIT {
    @TempDir
    private Path folder;

    private Path root;
    private Path jar;

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void copyRepository() throws IOException {
        assumeThat(File.separatorChar).as("a system with a shell").isEqualTo('/');
        root = Files.createDirectories(folder.resolve("a place with 'spaces'"));
        Files.copy(Distribution.launcher(), root.resolve("windhover"), StandardCopyOption.COPY_ATTRIBUTES);
        Path distribution = Files.createDirectories(root.resolve("cli/target/windhover"));
        link(Distribution.folder().resolve("lib"), Files.createDirectory(distribution.resolve("lib")));
        jar = Files.copy(Distribution.folder().resolve("windhover.jar"), distribution.resolve("windhover.jar"));
        write(root.resolve("pom.xml"), "<project/>");
        write(root.resolve("cli/pom.xml"), "<project/>");
        write(root.resolve("cli/src/main/java/A.java"), "class A {}");
        maven("echo the build ran >> \"$(dirname \"$0\")/built\"");
        setTimes(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
    }

    @Test
    void shouldRunFromAnyFolderThroughALinkWithoutBuilding() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("windhover"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));

        Result direct = run(root.resolve("windhover"), Map.of(), "--version");
        Result linked = run(link, Map.of(), "--version");
        Result twice = run(second, Map.of(), "--version");

        assertThat(direct.exitCode()).as(direct.err()).isZero();
        assertThat(direct.out()).startsWith("windhover ");
        assertThat(linked).isEqualTo(direct);
        assertThat(twice).isEqualTo(direct);
        assertThat(direct.err()).isEmpty();
        assertThat(root.resolve("built")).doesNotExist();
    }

    @Test
    void shouldHandArgumentsAndExitCodeThrough() throws Exception {
        Path log = write(folder.resolve("with space.json"), Samples.event("1", "StopLogging"));

        Result found = run(root.resolve("windhover"), Map.of(), "detect", "--quiet", log.toString());
        Result wrong = run(root.resolve("windhover"), Map.of(), "detect", "no such file");

        assertThat(found.exitCode()).as(found.err()).isOne();
        assertThat(found.out()).contains("with space.json:1");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("no such file: no such file");
    }

    @Test
    void shouldBuildOnceWhenASourceIsNewer() throws Exception {
        Files.setLastModifiedTime(
                root.resolve("cli/src/main/java/A.java"), FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));

        Result first = run(root.resolve("windhover"), Map.of(), "--version");
        Result second = run(root.resolve("windhover"), Map.of(), "--version");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("windhover ");
        assertThat(first.err().lines()).singleElement().asString().contains("building");
        assertThat(second.err()).isEmpty();
        assertThat(root.resolve("built")).hasContent("the build ran");
    }

    @Test
    void shouldShowWhyABuildFailed() throws Exception {
        maven("echo the compiler is unhappy; exit 1");
        Files.delete(jar);

        Result result = run(root.resolve("windhover"), Map.of(), "--version");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the compiler is unhappy", "windhover: the build failed");
    }

    @Test
    void shouldRefuseAJavaThatIsTooOld() throws Exception {
        Path home = folder.resolve("java 11");
        write(home.resolve("bin/java"), "#!/bin/sh\nexit 99\n").toFile().setExecutable(true);
        write(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Result result = run(root.resolve("windhover"), Map.of("JAVA_HOME", home.toString()), "--version");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Java 11.0.2", "too old", "17");
    }

    @Test
    void shouldSayThatJavaIsMissing() throws Exception {
        Result result = run(root.resolve("windhover"), Map.of("JAVA_HOME", folder + "/none"), "--version");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("JAVA_HOME", "none");
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.createLink(to.resolve(file.getFileName()), file);
            }
        }
    }

    private void maven(String script) {
        write(root.resolve("mvnw"), "#!/bin/sh\n" + script + "\n").toFile().setExecutable(true);
    }

    private void setTimes(Instant time) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    private Result run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        String[] command = Stream.concat(Stream.of(launcher.toString()), Arrays.stream(arguments))
                .toArray(String[]::new);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        builder.environment().putAll(all);
        int exitCode = builder.start().waitFor();
        return new Result(exitCode, Files.readString(out), Files.readString(err));
    }
}
