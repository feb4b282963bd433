package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials that the folder ships, in CycloneDX's format, against what lies in the folder. */
class SbomIT {
    @Test
    void shouldNameEveryJarOfTheFolderWithItsVersion() throws IOException {
        JsonNode bom = bom();
        Set<String> named = new TreeSet<>();
        bom.get("components")
                .forEach(component -> named.add(component.get("name").textValue() + "-"
                        + component.get("version").textValue()));

        assertThat(bom.get("bomFormat").textValue()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").textValue()).isEqualTo("windhover-distribution");
        assertThat(named).anyMatch(name -> name.startsWith("kafka-streams-"));
        assertThat(jars()).hasSizeGreaterThan(100).allSatisfy(jar -> assertThat(named)
                .as(jar)
                .anyMatch(name -> jar.equals(name + ".jar") || jar.startsWith(name + "-")));
    }

    @Test
    void shouldNameNothingThatIsOnlyThereForTests() throws IOException {
        assertThat(bom().get("components"))
                .extracting(component -> component.get("name").textValue())
                .doesNotContain("junit-jupiter", "awaitility", "assertj-core")
                .contains("kafka-streams");
    }

    @Test
    void shouldSayWhereEachComponentIsFromAndByItsHash() throws IOException {
        assertThat(bom().get("components"))
                .filteredOn(component ->
                        !"io.windhover".equals(component.path("group").textValue()))
                .allSatisfy(component -> {
                    assertThat(component.get("purl").textValue()).startsWith("pkg:maven/");
                    assertThat(component.get("hashes")).isNotEmpty();
                });
    }

    /** Without the two jars that are nothing but a manifest. */
    private static Set<String> jars() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.distribution())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .filter(name -> !name.equals("windhover.jar") && !name.equals("windhover-connect.jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode bom() throws IOException {
        Path file = Repository.distribution().resolve("windhover.cdx.json");
        assumeThat(file).as("made by every build but an offline one").exists();
        return new ObjectMapper().readTree(file.toFile());
    }
}
