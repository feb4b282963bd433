package io.windhover.connect.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes are an input: they are read to their end, what is given as a record is a JSON object, and neither how the
 * bytes arrive nor where a reader resumes changes what is read.
 */
public final class RecordReaderFuzz {
    private static final ReadLimits SMALL = new ReadLimits(1 << 10, 16);
    private static final JsonFactory JSON = new JsonFactory();

    private RecordReaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        List<String> whole = read(new ByteArrayInputStream(input), 0, input.length);
        // How much is read of damaged compression before it is noticed does depend on how the bytes arrive.
        if (whole.stream().noneMatch(read -> read.contains("compressed data"))) {
            assertThat(read(new Dripping(input), 0, input.length))
                    .describedAs("read byte by byte")
                    .isEqualTo(whole);
        }
        int half = whole.size() / 2;
        long counted = half == 0 ? 0 : Long.parseLong(whole.get(half - 1).split(" ", 2)[0]);
        if (counted == half) {
            assertThat(read(new ByteArrayInputStream(input), half, input.length))
                    .describedAs("read from the middle")
                    .isEqualTo(whole.subList(half, whole.size()));
        }
    }

    private static List<String> read(InputStream in, long skipped, int length) throws IOException {
        List<String> found = new ArrayList<>();
        try (RecordReader reader = RecordReader.of("fuzz", in, SMALL)) {
            reader.skip(skipped);
            for (Read read = reader.next(); read != null; read = reader.next()) {
                Place place = read.place();
                String text = read instanceof Read.Event event
                        ? event(event)
                        : "unreadable " + ((Read.Unreadable) read).reason();
                found.add(place.ordinal() + " " + place.describe() + " at " + place.byteOffset() + ": " + text);
                // A record takes a byte at least, and one more thing may be said of the whole.
                assertThat(found).hasSizeLessThanOrEqualTo(1024 * length + 1);
            }
        }
        return found;
    }

    private static String event(Read.Event event) throws IOException {
        try (JsonParser json = JSON.createParser(event.buffer(), event.offset(), event.length())) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            json.skipChildren();
            assertThat(json.nextToken()).isNull();
        }
        return new String(event.buffer(), event.offset(), event.length(), StandardCharsets.UTF_8);
    }

    /** Gives one byte at a time. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
        }
    }
}
