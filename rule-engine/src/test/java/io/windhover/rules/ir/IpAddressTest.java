package io.windhover.rules.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, ::ffff:0:0",
        "1.2.3.4, ::ffff:102:304",
        "10.20.100.200, ::ffff:a14:64c8",
        "255.255.255.255, ::ffff:ffff:ffff",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "1::, 1:0:0:0:0:0:0:0",
        "1::8, 1:0:0:0:0:0:0:8",
        "1:2::7:8, 1:2:0:0:0:0:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4::6:7:8, 1:2:3:4:0:6:7:8",
        "1:2:3:4:5::7:8, 1:2:3:4:5:0:7:8",
        "1::4:5:6:7:8, 1:0:0:4:5:6:7:8",
        "2001:DB8::abCD, 2001:db8:0:0:0:0:0:abcd",
        "0001:0002:0003:0004:0005:0006:0007:0008, 1:2:3:4:5:6:7:8",
        "::1.2.3.4, ::102:304",
        "::ffff:1.2.3.4, ::ffff:102:304",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "1::6:1.2.3.4, 1:0:0:0:0:6:102:304",
        "0000:0000:0000:0000:0000:ffff:255.255.255.255, ::ffff:ffff:ffff",
    })
    void shouldReadEverySpellingOfAnAddress(String text, String same) {
        assertThat(read(text)).isNotNull().isEqualTo(read(same));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                "1.2.3.4.5",
                ".1.2.3.4",
                "1..3.4",
                "256.1.1.1",
                "1.1.1.256",
                "1.1.1.1000",
                "1.1.1.00001",
                "01.1.1.1",
                "1.1.1.00",
                "1.1.1.a",
                "1.1.1./",
                "1.1.1.1 ",
                " 1.1.1.1",
                "1,1,1,1",
                "+1.1.1.1",
                ":",
                ":::",
                "1:",
                ":1",
                ":1:2:3:4:5:6:7",
                "1:::8",
                "1::3::8",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8:",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "1:-2::",
                "::1%eth0",
                "::é",
                "::1.2.3",
                "::1.2.3.256",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "1:2:3:4:5:6::1.2.3.4",
                "0000:0000:0000:0000:0000:ffff:255.255.255.2555"
            })
    void shouldRefuseWhatIsNoAddress(String text) {
        assertThat(read(text)).isNull();
    }

    /** However its groups are written, an address is the same two words. */
    @Test
    void shouldReadWhatItsGroupsSay() {
        for (long seed = 1; seed <= 2000; seed++) {
            // Given
            Random random = new Random(seed);
            long[] expected = new long[2];
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int group = random.nextInt(3) == 0 ? 0 : random.nextInt(1 << (4 * (random.nextInt(4) + 1)));
                expected[i / 4] = expected[i / 4] << 16 | group;
                groups.add(random.nextBoolean() ? Integer.toHexString(group) : "%04X".formatted(group));
            }

            // When, Then
            String whole = String.join(":", groups);
            assertThat(read(whole)).describedAs(whole).isEqualTo(expected);
            String shorter = shortened(groups, random);
            assertThat(read(shorter)).describedAs(shorter).isEqualTo(expected);
        }
    }

    /** With one run of zeros left out, or with the last two groups as four decimal numbers. */
    private static String shortened(List<String> groups, Random random) {
        List<Integer> zeros = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            if (Integer.parseInt(groups.get(i), 16) == 0) {
                zeros.add(i);
            }
        }
        if (zeros.isEmpty() || random.nextInt(4) == 0) {
            int high = Integer.parseInt(groups.get(6), 16);
            int low = Integer.parseInt(groups.get(7), 16);
            return String.join(":", groups.subList(0, 6))
                    + ":%d.%d.%d.%d".formatted(high >> 8, high & 255, low >> 8, low & 255);
        }
        int from = zeros.get(random.nextInt(zeros.size()));
        int to = from + 1;
        while (to < 8 && zeros.contains(to) && random.nextBoolean()) {
            to++;
        }
        return String.join(":", groups.subList(0, from)) + "::" + String.join(":", groups.subList(to, 8));
    }

    @Test
    void shouldReadOnlyTheSliceItIsGiven() {
        // Given
        byte[] text = "9::1.2.3.45:6".getBytes(StandardCharsets.UTF_8);
        long[] words = new long[2];

        // When, Then
        assertThat(IpAddress.parse(text, 3, 10, words)).isTrue();
        assertThat(words).isEqualTo(read("1.2.3.4"));
        assertThat(IpAddress.parse(text, 1, 10, words)).isTrue();
        assertThat(words).isEqualTo(read("::1.2.3.4"));
        assertThat(IpAddress.parse(text, 1, 4, words)).isTrue();
        assertThat(words).isEqualTo(read("::1"));
    }

    private static long[] read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long[] words = new long[2];
        return IpAddress.parse(bytes, 0, bytes.length, words) ? words : null;
    }
}
