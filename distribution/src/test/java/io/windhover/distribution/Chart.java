package io.windhover.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Helm chart, and what it renders for some values: {@code src/test/resources/helm} has the values, and the manifests
 * as the real Helm has rendered them. Only the profile interop has Helm; every build checks what it left here, and by a
 * digest that it was rendered from this chart.
 */
public final class Chart {
    private static final Path CASES = Repository.file("distribution").resolve("src/test/resources/helm");

    private Chart() {}

    public static Path folder() {
        return Repository.file("helm/windhover");
    }

    /** Names of the values that there are golden manifests for. */
    public static List<String> cases() {
        try (Stream<Path> files = Files.list(CASES.resolve("values"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path values(String name) {
        return CASES.resolve("values").resolve(name + ".yaml");
    }

    public static Path golden(String name) {
        return CASES.resolve("golden").resolve(name + ".yaml");
    }

    /** The first line of a golden file. */
    public static String headline(String name) {
        return "# Rendered by Helm from the chart and values " + digest(name) + "\n";
    }

    /** Of all that decides what is rendered; dashboards and alert rules are copied as they are. */
    private static String digest(String name) {
        try (Stream<Path> files = Files.walk(folder())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder().relativize(file).toString().replace('\\', '/');
                if (!path.startsWith("dashboards/") && !path.startsWith("files/")) {
                    digest.update((path + "\0").getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
            digest.update(Files.readAllBytes(values(name)));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
