package io.windhover.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.LogSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
    @Test
    void shouldReadWhatItWrote() {
        SchemaRegistry registry = SchemaRegistries.connect(Map.of("schema.registry.url", "mock://a"));
        try (AvroSerde<LogSource> serde = new AvroSerde<>(LogSource.class, registry)) {
            LogSource source = LogSource.newBuilder().setProduct("aws").build();
            byte[] bytes = serde.serializer().serialize("t", source);
            assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(source);
        }
    }
}
