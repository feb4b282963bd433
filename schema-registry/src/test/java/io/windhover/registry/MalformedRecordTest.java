package io.windhover.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Observation;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a topic may be anything; it costs an exception with a reason and no more. */
class MalformedRecordTest {

    private static final long MEGABYTE = 1 << 20;

    private final SchemaRegistry registry = SchemaRegistries.connect(Map.of("schema.registry.url", "mock://malformed"));
    private final Deserializer<CloudEvent> events = new AvroSerde<>(CloudEvent.class, registry).deserializer();

    @ParameterizedTest
    @CsvSource({
        "'', 0 bytes",
        "00, 1 bytes",
        "00000000, 4 bytes",
        "7b226122, 4 bytes",
        "7b2261223a317d, the first byte is 123",
        "ff000000010000, the first byte is 255",
        "007fffffff00, no Avro schema with id 2147483647",
        "00ffffffff00, no Avro schema with id -1",
    })
    void shouldSayWhatIsWrongWithTheHeader(String hex, String reason) {
        assertThatThrownBy(() -> events.deserialize("events", HexFormat.of().parseHex(hex)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("events")
                .hasMessageContaining("CloudEvent")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseARecordThatIsCutAnywhere() {
        byte[] whole = write(SampleRecords.event());

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> events.deserialize("events", cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldRefuseARecordWithBytesLeftOver() {
        byte[] whole = write(SampleRecords.event());

        assertThatThrownBy(() -> events.deserialize("events", Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("bytes are left");
    }

    @Test
    void shouldRefuseARecordOfAnotherSchema() {
        byte[] finding = write(SampleRecords.finding());

        assertThatThrownBy(() -> events.deserialize("events", finding))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Finding");
    }

    @Test
    void shouldRefuseARecordWhoseSchemaIsNoRecord() {
        byte[] text = {0, 0, 0, 0, 0, 2, 'a'};
        int id = registry.register("text-value", "\"string\"");
        text[4] = (byte) id;

        assertThatThrownBy(() -> events.deserialize("events", text)).isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1_000_000_000, -1, Long.MIN_VALUE})
    void shouldNotAllocateWhatALengthClaims(long claimed) {
        // An event's first field is a string; an observation's fifth an array; a finding's fifth a map.
        assertRefusedCheaply(CloudEvent.class, header(SampleRecords.event()), claimed);
        assertRefusedCheaply(Observation.class, observationUpToGroup(), claimed);
        assertRefusedCheaply(Finding.class, findingUpToContext(), claimed);
    }

    private <T extends SpecificRecord> void assertRefusedCheaply(
            Class<T> type, ByteArrayOutputStream begin, long claimed) {
        writeLong(begin, claimed);
        // The beginning of plausible content, so that an eager reader gets as far as allocating for it.
        begin.writeBytes(new byte[] {2, 'k', 2, 'v', 2, 'k', 2, 'v'});
        Deserializer<T> deserializer = new AvroSerde<>(type, registry).deserializer();
        long before = allocatedBytes();

        assertThatThrownBy(() -> deserializer.deserialize("topic", begin.toByteArray()))
                .isInstanceOf(SerializationException.class);

        assertThat(allocatedBytes() - before).isLessThan(20 * MEGABYTE);
    }

    @Test
    void shouldAnswerAnyBytesWithARecordOrAReason() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = write(SampleRecords.event());
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = mutate(whole, random);
            try {
                events.deserialize("events", mutated);
                readable++;
            } catch (SerializationException expected) {
                assertThat(expected.getMessage()).isNotBlank().doesNotContain("CreateUser");
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", mutation " + i + ": " + HexFormat.of().formatHex(mutated), e);
            }
        }
        // A flipped letter is still a letter: both outcomes have to have been seen.
        assertThat(readable).isBetween(1, 19_999);
    }

    @Test
    void shouldNeverQuoteTheRecord() {
        byte[] bytes = write(SampleRecords.event());
        int cut = bytes.length - 3;

        assertThatThrownBy(() -> events.deserialize("events", Arrays.copyOf(bytes, cut)))
                .isInstanceOf(SerializationException.class)
                .hasNoCause()
                .hasMessageNotContainingAny("CreateUser", "arn:aws", "192.0.2.1");
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] mutated = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            // The header stays, or most cases would only be an unknown id.
            mutated[WireFormat.HEADER_LENGTH + random.nextInt(whole.length - WireFormat.HEADER_LENGTH)] =
                    (byte) random.nextInt(256);
        }
        return mutated;
    }

    private <T extends SpecificRecord> byte[] write(T record) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        return new AvroSerde<>(type, registry).serializer().serialize("topic-of-" + type.getSimpleName(), record);
    }

    private ByteArrayOutputStream header(SpecificRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireFormat.writeHeader(WireFormat.schemaId(write(record)), out);
        return out;
    }

    private ByteArrayOutputStream observationUpToGroup() {
        ByteArrayOutputStream out = header(SampleRecords.observation());
        out.writeBytes(new byte[] {0, 0, 1, 0}); // two empty strings, version -1, an empty string
        return out;
    }

    private ByteArrayOutputStream findingUpToContext() {
        ByteArrayOutputStream out = header(SampleRecords.finding());
        // The rule: uid, title, no description, level, no status, no tags, no author, no licence,
        // no references, no false positives, hash, mode, period, threshold.
        IntStream.range(0, 14).forEach(field -> out.write(0));
        out.writeBytes(new byte[] {1, 0, 0, 0}); // version -1, entity, dedup, message
        return out;
    }

    private static void writeLong(ByteArrayOutputStream out, long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            out.write((int) (zigzag & 0x7F) | 0x80);
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
    }

    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
