package io.windhover.simulator.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.simulator.chance.Chance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final int EVENTS = 5_000;
    private static final long MINUTE = 60_000;

    private final List<Long> delivered = new ArrayList<>();
    private long latest;
    private long mostLate;

    @Test
    void shouldDeliverOutOfOrderButNeverLaterThanAllowed() throws IOException {
        deliver(new Delivery(this::take, Chance.of(1, "delivery"), 10 * MINUTE, 0));

        assertThat(delivered).hasSize(EVENTS).doesNotHaveDuplicates();
        assertThat(mostLate).isBetween(2 * MINUTE, 10 * MINUTE);
    }

    @Test
    void shouldDeliverAShareTwice() throws IOException {
        deliver(new Delivery(this::take, Chance.of(1, "delivery"), 10 * MINUTE, 0.05));

        assertThat(delivered.size()).isBetween(EVENTS * 103 / 100, EVENTS * 107 / 100);
        assertThat(new HashSet<>(delivered)).hasSize(EVENTS);
    }

    @Test
    void shouldKeepTheOrderWhereNothingIsLate() throws IOException {
        deliver(new Delivery(this::take, Chance.of(1, "delivery"), 0, 0.05));

        assertThat(delivered).isSorted();
    }

    private void deliver(Delivery delivery) throws IOException {
        for (int i = 0; i < EVENTS; i++) {
            byte[] line = Integer.toString(i).getBytes(US_ASCII);
            delivery.accept(Log.AWS_CLOUDTRAIL, i * 1_000L, line, line.length);
        }
        delivery.finish();
    }

    private void take(Log log, long time, byte[] bytes, int length) {
        assertThat(new String(bytes, 0, length, US_ASCII)).isEqualTo(Long.toString(time / 1_000));
        delivered.add(time);
        mostLate = Math.max(mostLate, latest - time);
        latest = Math.max(latest, time);
    }
}
