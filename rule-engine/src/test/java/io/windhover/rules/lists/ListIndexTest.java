package io.windhover.rules.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.windhover.rules.eval.LookupValue;
import io.windhover.rules.ir.Network;
import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.Folding;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListIndexTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final ListIndex lists = new ListIndex(100_000);

    @ParameterizedTest
    @CsvSource({
        "Evil.example, evil.EXAMPLE, true",
        "evil.example, www.evil.example, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, ::ffff:203.0.113.7, true",
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/32, 2001:DB8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
        "203.0.113.0/24, 203.0.113.0/24, false",
        "1.2.3.4/payload.sh, 1.2.3.4/payload.sh, true",
        "50053, 50053, true"
    })
    void shouldFind(String listed, String asked, boolean found) throws InvalidListEntryException {
        lists.put(ListKey.of("bad", listed, ""), null);

        assertThat(contains("bad", asked)).isEqualTo(found);
        assertThat(contains("good", asked)).isFalse();
    }

    @Test
    void shouldKeepAValueAsLongAsOneSourceHasIt() throws InvalidListEntryException {
        for (String value : List.of("evil.example", "203.0.113.0/24")) {
            String asked = value.replace("0/24", "9");
            lists.put(ListKey.of("bad", value, "feed-1"), null);
            lists.put(ListKey.of("bad", value, "feed-2"), null);
            lists.put(ListKey.of("bad", value, "feed-2"), null);
            assertThat(lists.size()).isEqualTo(2);

            lists.remove(ListKey.of("bad", value, "feed-1"));
            lists.remove(ListKey.of("bad", value, "feed-1"));
            assertThat(contains("bad", asked)).isTrue();

            lists.remove(ListKey.of("bad", value, "feed-2"));
            assertThat(contains("bad", asked)).isFalse();
            assertThat(lists.size()).isZero();
            assertThat(lists.names()).isEmpty();
        }
    }

    @Test
    void shouldJudgeExpiryByTheEventsTime() throws InvalidListEntryException {
        lists.put(ListKey.of("bad", "evil.example", ""), NOON);
        lists.put(ListKey.of("bad", "203.0.113.0/24", "a"), NOON);

        assertThat(contains("bad", "evil.example", NOON.minusMillis(1))).isTrue();
        assertThat(contains("bad", "evil.example", NOON)).isFalse();
        assertThat(contains("bad", "203.0.113.9", NOON)).isFalse();

        // Another source has it for longer, and a wider network is not concerned.
        lists.put(ListKey.of("bad", "203.0.113.0/24", "b"), NOON.plusSeconds(60));
        assertThat(contains("bad", "203.0.113.9", NOON)).isTrue();
        assertThat(contains("bad", "203.0.113.9", NOON.plusSeconds(60))).isFalse();
        lists.put(ListKey.of("bad", "203.0.0.0/16", ""), null);
        assertThat(contains("bad", "203.0.113.9", NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void shouldNotAskForTheEventsTimeWhereNothingExpires() throws InvalidListEntryException {
        lists.put(ListKey.of("bad", "evil.example", ""), null);

        assertThat(contains("bad", "evil.example", () -> {
                    throw new AssertionError("asked");
                }))
                .isTrue();
    }

    @Test
    void shouldRefuseWhatItHasNoRoomForAndGoOn() throws InvalidListEntryException {
        ListIndex small = new ListIndex(2);

        assertThat(small.put(ListKey.of("a", "one", ""), null)).isTrue();
        assertThat(small.put(ListKey.of("b", "two", ""), null)).isTrue();
        assertThat(small.put(ListKey.of("c", "three", ""), null)).isFalse();
        assertThat(small.put(ListKey.of("b", "two", ""), NOON)).isTrue();
        assertThat(small.names()).containsExactly("a", "b");

        small.remove(ListKey.of("a", "one", ""));
        assertThat(small.put(ListKey.of("c", "three", ""), null)).isTrue();
        assertThat(small.size()).isEqualTo(2);
    }

    /** Random changes, of few values so that they meet, against a list that is searched from its beginning to its end. */
    @Test
    void shouldFindWhatASearchFinds() throws InvalidListEntryException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            ListIndex index = new ListIndex(1_000);
            Map<String, ListKey> model = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                ListKey key = ListKey.of("l", value(random), random.nextBoolean() ? "" : "s" + random.nextInt(3));
                if (random.nextInt(3) > 0) {
                    index.put(key, null);
                    model.put(key.toString(), key);
                } else {
                    index.remove(key);
                    model.remove(key.toString());
                }
                assertThat(index.size()).isEqualTo(model.size());
                String asked = random.nextBoolean() ? value(random) : address(random);
                assertThat(contains(index, "l", asked, () -> 0L))
                        .as("seed %d, change %d: %s in %s", seed, i, asked, model.keySet())
                        .isEqualTo(search(model, asked));
            }
        }
    }

    @Test
    void shouldMakeNoObjectWhereNothingIsFound() throws InvalidListEntryException {
        for (int i = 0; i < 10_000; i++) {
            lists.put(ListKey.of("bad", "host-" + i + ".example", ""), null);
            lists.put(ListKey.of("bad", "198.51." + i % 250 + ".0/" + (24 + i % 2), "s" + i), null);
        }
        List<LookupValue> values = new ArrayList<>();
        for (String text : List.of("192.0.2.1", "2001:db8::1", "host-x.example", "a".repeat(5_000))) {
            values.add(value(text, () -> 0L));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int found = lookUp(values, 1_000);
        long before = threads.getCurrentThreadAllocatedBytes();

        found += lookUp(values, 10_000);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of 40,000 look-ups")
                .isLessThan(4_000);
        assertThat(found).isZero();
    }

    @Test
    void shouldBeSafeToAskWhileItIsChanged() throws Exception {
        lists.put(ListKey.of("bad", "always.example", ""), null);
        lists.put(ListKey.of("bad", "203.0.113.0/24", ""), null);
        AtomicBoolean done = new AtomicBoolean();
        List<String> missed = new ArrayList<>();
        Thread reader = new Thread(() -> {
            while (!done.get() && missed.isEmpty()) {
                for (String value : List.of("always.example", "203.0.113.9")) {
                    if (!contains("bad", value)) {
                        missed.add(value);
                    }
                }
            }
        });
        reader.start();
        Random random = new Random(2);
        for (int i = 0; i < 50_000; i++) {
            ListKey key = ListKey.of("bad", random.nextBoolean() ? "n" + random.nextInt(5_000) : address(random), "");
            if (random.nextBoolean()) {
                lists.put(key, null);
            } else {
                lists.remove(key);
            }
        }
        done.set(true);
        reader.join();

        assertThat(missed).isEmpty();
    }

    private int lookUp(List<LookupValue> values, int times) {
        int found = 0;
        for (int i = 0; i < times; i++) {
            for (int j = 0; j < values.size(); j++) {
                LookupValue value = values.get(j);
                value.set(value.text());
                found += lists.contains("bad", value) ? 1 : 0;
            }
        }
        return found;
    }

    private static boolean search(Map<String, ListKey> model, String asked) throws InvalidListEntryException {
        String folded = Folding.fold(asked);
        Network address = asked.contains("/") ? null : ListValue.parse(asked).network();
        for (ListKey key : model.values()) {
            Network network = key.value().network();
            boolean found = network == null
                    ? key.value().canonical().equals(folded)
                    : address != null && network.contains(address.high(), address.low());
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static String value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "Word" + random.nextInt(30);
            case 1 -> address(random);
            case 2 -> network("10.0." + random.nextInt(4) + ".0", 16 + random.nextInt(17));
            default -> network("2001:db8::" + random.nextInt(4) + ":0", random.nextInt(129));
        };
    }

    /** The network of so many bits around an address. */
    private static String network(String address, int bits) {
        Network all = Network.parse(address).orElseThrow();
        return all.shortened(address.contains(":") ? bits : 96 + bits).toString();
    }

    private static String address(Random random) {
        return random.nextBoolean()
                ? "10.0." + random.nextInt(4) + "." + random.nextInt(4)
                : "2001:db8::" + random.nextInt(4) + ":" + random.nextInt(4);
    }

    private boolean contains(String list, String value) {
        return contains(list, value, () -> 0L);
    }

    private boolean contains(String list, String value, Instant eventTime) {
        return contains(list, value, eventTime::toEpochMilli);
    }

    private boolean contains(String list, String value, LongSupplier eventTime) {
        return contains(lists, list, value, eventTime);
    }

    private static boolean contains(ListIndex index, String list, String value, LongSupplier eventTime) {
        return index.contains(list, value(value, eventTime));
    }

    private static LookupValue value(String text, LongSupplier eventTime) {
        byte[] bytes = Folding.fold(text).getBytes(StandardCharsets.UTF_8);
        ByteText folded = new ByteText();
        folded.view(bytes, 0, bytes.length);
        LookupValue value = new LookupValue(eventTime);
        value.set(folded);
        return value;
    }
}
