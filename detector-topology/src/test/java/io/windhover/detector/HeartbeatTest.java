package io.windhover.detector;

import static io.windhover.detector.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {
    @Test
    void shouldCarryItsTimeInAHeaderOfEightBytes() {
        ProducerRecord<byte[], byte[]> record = Heartbeat.record("windhover.events", 3, NOON.toEpochMilli());

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.headers().lastHeader("windhover-heartbeat").value())
                .containsExactly(0, 0, 0x01, 0x9c, 0xae, 0x6b, 0x66, 0);
        assertThat(Heartbeat.of(record.headers())).hasValue(NOON.toEpochMilli());
    }

    @Test
    void shouldBeNoneWithoutTheHeader() {
        assertThat(Heartbeat.of(new RecordHeaders().add("other", new byte[8]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9})
    void shouldBeNoneWhereTheTimeHasAnotherLength(int length) {
        assertThat(Heartbeat.of(new RecordHeaders().add(Heartbeat.HEADER, new byte[length])))
                .isEmpty();
    }

    @Test
    void shouldBeNoneWithoutATimeOrBefore1970() {
        assertThat(Heartbeat.of(new RecordHeaders().add(Heartbeat.HEADER, null)))
                .isEmpty();
        assertThat(Heartbeat.of(Heartbeat.record("windhover.events", 0, -1).headers()))
                .isEmpty();
    }
}
