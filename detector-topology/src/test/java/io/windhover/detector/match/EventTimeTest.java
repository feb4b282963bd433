package io.windhover.detector.match;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Heartbeat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventTimeTest {
    private static final long APPENDED = NOON.plusSeconds(600).toEpochMilli();

    private final EventTime time = new EventTime();

    @Test
    void shouldBeThatOfTheEvent() {
        assertThat(time.extract(record(event("event-1", NOON, "ListUsers"), new RecordHeaders()), 0))
                .isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void shouldBeThatOfTheHeartbeat() {
        Headers headers =
                Heartbeat.record("windhover.events", 0, NOON.toEpochMilli()).headers();

        assertThat(time.extract(record(null, headers), 0)).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void shouldBeThatOfTheBrokerWhereNothingElseTells() {
        assertThat(time.extract(record(null, new RecordHeaders()), 0)).isEqualTo(APPENDED);
    }

    private static ConsumerRecord<Object, Object> record(Object value, Headers headers) {
        return new ConsumerRecord<>(
                "windhover.events",
                0,
                0,
                APPENDED,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                null,
                value,
                headers,
                Optional.empty());
    }
}
