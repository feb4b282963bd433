package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner against Jackson and the JDK: it must take for JSON what they take for JSON, and nothing else. */
class JsonScannerTest {

    private static final String VALID =
            "{\"name\":\"a\\\"b\\\\ \\u00e9/\",\"list\":[1,-0.5e+3,true,false,null,{},[]],\"o\":{\"k\":{\"z\":\"\"}},\"n\":120}";
    private static final byte[] ALPHABET = "{}[]\":,\\ \t\u0001eE+-.0123truefalsnbu\u007f".getBytes(UTF_8);

    private final JsonFactory json = new JsonFactory();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithJacksonOnDamagedRecords(long seed) throws IOException {
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = VALID.getBytes(UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length - 2) + 1] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            boolean expected = isObject(bytes);
            accepted += expected ? 1 : 0;
            assertThat(isOneEvent(bytes))
                    .as("seed %d: %s", seed, new String(bytes, UTF_8))
                    .isEqualTo(expected);
        }
        assertThat(accepted).isBetween(100, 1_900);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithTheJdkOnUtf8(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] leads = {
            0x41,
            (byte) 0x80,
            (byte) 0xBF,
            (byte) 0xC1,
            (byte) 0xC2,
            (byte) 0xE0,
            (byte) 0xED,
            (byte) 0xEF,
            (byte) 0xF0,
            (byte) 0xF4,
            (byte) 0xF5,
            (byte) 0xFF,
            (byte) 0x90,
            (byte) 0x8F,
            (byte) 0xA0,
            (byte) 0x9F
        };
        for (int round = 0; round < 2_000; round++) {
            byte[] text = new byte[1 + random.nextInt(5)];
            for (int i = 0; i < text.length; i++) {
                text[i] = leads[random.nextInt(leads.length)];
            }
            byte[] bytes = ("{\"a\":\"" + new String(text, ISO_8859_1) + "\"}").getBytes(ISO_8859_1);

            assertThat(isOneEvent(bytes)).as("seed %d, round %d", seed, round).isEqualTo(isUtf8(bytes));
        }
    }

    @Test
    void shouldTakeTheUndamagedRecord() throws IOException {
        assertThat(isOneEvent(VALID.getBytes(UTF_8))).isTrue();
    }

    private static boolean isOneEvent(byte[] line) throws IOException {
        try (RecordReader reader = RecordReader.of("test", new ByteArrayInputStream(line), ReadLimits.DEFAULT)) {
            Read first = reader.next();
            return first instanceof Read.Event event && event.length() == line.length && reader.next() == null;
        }
    }

    private boolean isObject(byte[] bytes) {
        try (JsonParser parser = json.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                parser.finishToken();
                if (token == null) {
                    return false;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
