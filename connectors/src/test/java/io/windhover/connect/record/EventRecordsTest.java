package io.windhover.connect.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What stands around an event reaches its normaliser. */
class EventRecordsTest {

    private static final String REGISTRY = "mock://event-records";
    private static final String MESSAGE = """
            {"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/aws/eks/perch/cluster","logEvents":[
            {"message":"{\\"auditID\\":\\"1\\",\\"stage\\":\\"Panic\\",\\"user\\":{\\"username\\":\\"wren\\"},\\"stageTimestamp\\":\\"2026-10-01T08:00:00Z\\"}"}]}""";

    @Test
    void shouldHandOnWhatAnEventsContainerSays() throws IOException {
        assertThat(principal(Map.of())).isEqualTo("111122223333/perch/wren");
    }

    @Test
    void shouldHandOnWhichClusterTheOperatorNames() throws IOException {
        assertThat(principal(Map.of("kubernetes.cluster", " roost "))).isEqualTo("roost/wren");
    }

    private static String principal(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("schema.registry.url", REGISTRY));
        all.putAll(settings);
        EventRecords records =
                new EventRecords(new Settings(all), Clock.fixed(Instant.parse("2026-10-01T09:00:00Z"), ZoneOffset.UTC));
        try (RecordReader reader =
                RecordReader.of("test", new ByteArrayInputStream(MESSAGE.getBytes(UTF_8)), ReadLimits.DEFAULT)) {
            Read read = reader.next();
            SourceRecord record = records.of(read, Map.of(), Map.of());
            return new AvroSerde<>(CloudEvent.class, SchemaRegistries.connect(Map.of("schema.registry.url", REGISTRY)))
                    .deserializer()
                    .deserialize(record.topic(), (byte[]) record.value())
                    .getActor()
                    .getPrincipal();
        }
    }

    private static final class Settings extends EventSourceConfig {
        Settings(Map<String, String> settings) {
            super(withShared(new ConfigDef()), settings);
        }
    }
}
