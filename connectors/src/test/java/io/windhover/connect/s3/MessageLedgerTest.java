package io.windhover.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.s3.MessageLedger.Hold;
import io.windhover.connect.s3.MessageLedger.Receipt;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class MessageLedgerTest {

    private static final Receipt RECEIPT = new Receipt("id", "first");

    private final MessageLedger ledger = new MessageLedger();

    @Test
    void shouldDeleteAMessageWhenAllItsRecordsWereWrittenAndThenTwoCommitsCame() {
        // Given
        Hold hold = ledger.received(RECEIPT, 1).orElseThrow();
        SourceRecord first = record();
        SourceRecord second = record();
        hold.handedOut(first);
        hold.handedOut(second);
        hold.read();
        ledger.done(first);

        // When, then
        assertThat(ledger.committed()).isEmpty();
        assertThat(ledger.committed()).isEmpty();
        ledger.done(second);
        assertThat(ledger.committed()).isEmpty();
        assertThat(ledger.held()).containsExactly(RECEIPT);
        assertThat(ledger.committed()).containsExactly(RECEIPT);
        assertThat(ledger.committed()).isEmpty();
        assertThat(ledger.held()).isEmpty();
    }

    @Test
    void shouldWaitForAllObjectsOfAMessage() {
        Hold hold = ledger.received(RECEIPT, 2).orElseThrow();
        hold.read();

        ledger.committed();
        assertThat(ledger.committed()).isEmpty();
        hold.read();
        ledger.committed();
        assertThat(ledger.committed()).containsExactly(RECEIPT);
    }

    @Test
    void shouldNotDeleteWhatItLeaves() {
        Hold hold = ledger.received(RECEIPT, 2).orElseThrow();
        hold.leave();
        hold.read();
        hold.read();

        ledger.committed();
        assertThat(ledger.committed()).isEmpty();
        assertThat(ledger.held()).isEmpty();
    }

    @Test
    void shouldNotReadAMessageAgainThatItHolds() {
        Hold hold = ledger.received(RECEIPT, 1).orElseThrow();
        Receipt later = new Receipt("id", "second");

        assertThat(ledger.received(later, 1)).isEmpty();

        hold.read();
        ledger.committed();
        assertThat(ledger.committed()).containsExactly(later);
    }

    @Test
    void shouldTakeAMessageAgainThatItLeft() {
        Hold before = ledger.received(RECEIPT, 1).orElseThrow();
        before.leave();
        Receipt later = new Receipt("id", "second");

        Hold hold = ledger.received(later, 1).orElseThrow();
        before.leave();

        assertThat(ledger.held()).containsExactly(later);
        hold.read();
    }

    @Test
    void shouldTellWrittenFromUnfinishedMessagesAtTheEnd() {
        Hold written = ledger.received(RECEIPT, 1).orElseThrow();
        written.read();
        Receipt other = new Receipt("other", "handle");
        Hold unfinished = ledger.received(other, 1).orElseThrow();
        SourceRecord record = record();
        unfinished.handedOut(record);
        unfinished.read();

        MessageLedger.Rest rest = ledger.close();

        assertThat(rest.written()).containsExactly(RECEIPT);
        assertThat(rest.unfinished()).containsExactly(other);
        assertThat(ledger.size()).isZero();
        ledger.done(record);
    }

    /** All are equal: only their identity tells them apart. */
    private static SourceRecord record() {
        return new SourceRecord(Map.of(), Map.of(), "events", Schema.BYTES_SCHEMA, new byte[0]);
    }
}
