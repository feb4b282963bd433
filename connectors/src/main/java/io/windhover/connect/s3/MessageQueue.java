package io.windhover.connect.s3;

import io.windhover.connect.s3.MessageLedger.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** The SQS queue: what is asked of it, in batches as large as it takes. Thread-safe. */
final class MessageQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageQueue.class);

    /** As many as SQS takes or gives at once. */
    private static final int BATCH = 10;

    /** SQS would let one wait for 20; so long a task that stops still takes messages, which it only gives back. */
    private static final int WAIT_SECONDS = 5;

    private final SqsClient sqs;
    private final String url;
    private final int visibilitySeconds;

    MessageQueue(SqsClient sqs, String url, int visibilitySeconds) {
        this.sqs = sqs;
        this.url = url;
        this.visibilitySeconds = visibilitySeconds;
    }

    String url() {
        return url;
    }

    /** Waits until there are messages, some seconds at most. */
    List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(visibilitySeconds))
                .messages();
    }

    /** Deletes messages; returns those to try again. One that the queue does not know any more is none of these. */
    List<Receipt> delete(List<Receipt> receipts) {
        List<Receipt> again = new ArrayList<>();
        for (List<Receipt> batch : batches(receipts)) {
            try {
                List<BatchResultErrorEntry> failed = sqs.deleteMessageBatch(request -> request.queueUrl(url)
                                .entries(IntStream.range(0, batch.size())
                                        .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                                .id(Integer.toString(i))
                                                .receiptHandle(batch.get(i).handle())
                                                .build())
                                        .toList()))
                        .failed();
                failed.stream()
                        .filter(entry -> !Boolean.TRUE.equals(entry.senderFault()))
                        .forEach(entry -> again.add(batch.get(Integer.parseInt(entry.id()))));
                warn("deleted", failed.size());
            } catch (SdkException e) {
                again.addAll(batch);
                warn("deleted", batch.size(), AwsFailure.of(e));
            }
        }
        return again;
    }

    /** Hides held messages for as long again. What fails is tried again at the next time, before it runs out. */
    void extend(List<Receipt> receipts) {
        changeVisibility(receipts, visibilitySeconds);
    }

    /** Shows messages to everybody at once. */
    void release(List<Receipt> receipts) {
        changeVisibility(receipts, 0);
    }

    private void changeVisibility(List<Receipt> receipts, int seconds) {
        for (List<Receipt> batch : batches(receipts)) {
            try {
                warn(
                        "extended or released",
                        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                                        .entries(IntStream.range(0, batch.size())
                                                .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                                        .id(Integer.toString(i))
                                                        .receiptHandle(
                                                                batch.get(i).handle())
                                                        .visibilityTimeout(seconds)
                                                        .build())
                                                .toList()))
                                .failed()
                                .size());
            } catch (SdkException e) {
                warn("extended or released", batch.size(), AwsFailure.of(e));
            }
        }
    }

    private static void warn(String what, int failed) {
        if (failed > 0) {
            LOG.atWarn().addKeyValue("messages", failed).log("Messages could not be {}", what);
        }
    }

    private static void warn(String what, int failed, AwsFailure failure) {
        LOG.atWarn()
                .addKeyValue("messages", failed)
                .addKeyValue("reason", failure.describe())
                .log("Messages could not be {}", what);
    }

    private static List<List<Receipt>> batches(List<Receipt> receipts) {
        List<List<Receipt>> batches = new ArrayList<>();
        for (int from = 0; from < receipts.size(); from += BATCH) {
            batches.add(receipts.subList(from, Math.min(from + BATCH, receipts.size())));
        }
        return batches;
    }

    @Override
    public void close() {
        sqs.close();
    }
}
