package io.windhover.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledClientTest {

    @Test
    void shouldBringNoClassUnderANameThatIsNotOurs() throws Exception {
        Path classes = Path.of(SchemaRegistries.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.map(file -> classes.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> name.endsWith(".class")))
                    .hasSizeGreaterThan(1_000)
                    .allMatch(name -> name.startsWith("io/windhover/registry/")
                            || name.startsWith("org/apache/flink/avro/registry/confluent/shaded/")
                            || name.startsWith("org/apache/flink/avro/shaded/"));
        }
        assertThat(classes.resolve("META-INF/confluent-client/LICENSE")).isRegularFile();
        assertThat(classes.resolve("META-INF/confluent-client/NOTICE")).isRegularFile();
    }
}
