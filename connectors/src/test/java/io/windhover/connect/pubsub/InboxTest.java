package io.windhover.connect.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final List<String> replies = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldAcknowledgeOnceAllRecordsAreWritten() throws Exception {
        // Given
        Inbox inbox = new Inbox(10, 10_000);
        inbox.arrived(message("a"));
        Received taken = inbox.take(0);
        SourceRecord first = record();
        SourceRecord second = record();

        // When, then: records that are equal are told apart
        inbox.handOut(first, taken);
        inbox.written(first);
        assertThat(replies).isEmpty();
        inbox.handOut(second, taken);
        inbox.complete(taken);
        inbox.written(first);
        assertThat(replies).isEmpty();
        inbox.written(second);
        assertThat(replies).containsExactly("ack a");
    }

    @Test
    void shouldHoldUpTheClientWhileThereIsNoRoom() throws Exception {
        // Given
        Inbox inbox = new Inbox(1, 10_000);
        inbox.arrived(message("a"));
        Received first = inbox.take(0);

        // When
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> inbox.arrived(message("b")));
        assertThat(inbox.take(100)).isNull();
        assertThat(second).isNotDone();
        inbox.complete(first);

        // Then
        await().until(second::isDone);
        assertThat(inbox.take(0).id()).isEqualTo("b");
        assertThat(replies).containsExactly("ack a");
    }

    @Test
    void shouldGiveBackWhatIsOpenAndWhatWaitsForRoomWhenItCloses() throws Exception {
        // Given: one is taken, one waits to be taken, one waits for room
        Inbox inbox = new Inbox(2, 10_000);
        inbox.arrived(message("a"));
        inbox.arrived(message("b"));
        Received taken = inbox.take(0);
        SourceRecord record = record();
        inbox.handOut(record, taken);
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> inbox.arrived(message("c")));

        // When
        inbox.close();
        await().until(third::isDone);
        inbox.written(record);
        inbox.arrived(message("d"));

        // Then
        assertThat(replies).containsExactlyInAnyOrder("nack a", "nack b", "nack c", "nack d");
        assertThat(inbox.take(0)).isNull();
    }

    private Received message(String id) {
        return new Received(
                PubsubMessage.newBuilder()
                        .setMessageId(id)
                        .setData(ByteString.copyFromUtf8("{}"))
                        .build(),
                new AckReplyConsumer() {
                    @Override
                    public void ack() {
                        replies.add("ack " + id);
                    }

                    @Override
                    public void nack() {
                        replies.add("nack " + id);
                    }
                });
    }

    private static SourceRecord record() {
        return new SourceRecord(Map.of(), Map.of(), "events", null, Schema.BYTES_SCHEMA, new byte[0]);
    }
}
