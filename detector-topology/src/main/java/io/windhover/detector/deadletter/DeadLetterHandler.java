package io.windhover.detector.deadletter;

import io.windhover.detector.deadletter.DeadLetterMetrics.Reason;
import io.windhover.detector.state.Sizes;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.schemas.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that cannot be used to the dead-letter topic, through Kafka Streams' own dead-letter queue and so
 * within the task's transaction, and goes on. What is not the record's fault (the schema registry is away, a store
 * fails) is never a dead letter: the task fails, is started again and meets the same record. An exception that nobody
 * expected counts as the record's: one poisonous event must not stop the judging of all others.
 */
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);
    private static final int LONGEST_REASON = 512;

    private @Nullable String topic;
    private DeadLetterMetrics metrics = DeadLetterMetrics.of(Map.of());

    @Override
    public void configure(Map<String, ?> configs) {
        topic = (String) configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        if (topic == null) {
            throw new IllegalArgumentException(
                    StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG + " must name a topic");
        }
        metrics = DeadLetterMetrics.of(configs);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (isInfrastructure(exception)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(
                deadLetter(Reason.UNREADABLE, context, record.key(), record.value(), exception));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (isInfrastructure(exception) || isPunctuation(context)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        Reason reason = exception instanceof SerializationException ? Reason.REFUSED : Reason.UNEXPECTED;
        return ProcessingExceptionHandler.Response.resume(
                deadLetter(reason, context, context.sourceRawKey(), context.sourceRawValue(), exception));
    }

    /** The broker refused a record, and with it the transaction: nothing can be set aside in it any more. */
    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RetriableException
                ? ProductionExceptionHandler.Response.retry()
                : ProductionExceptionHandler.Response.fail();
    }

    /** A result that cannot be written, since it is too large, was not sent yet: its source is set aside. */
    @Override
    @SuppressWarnings("rawtypes") // As the interface has it.
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        if (isInfrastructure(exception) || isPunctuation(context)) {
            return ProductionExceptionHandler.Response.fail();
        }
        return ProductionExceptionHandler.Response.resume(
                deadLetter(Reason.UNWRITABLE, context, context.sourceRawKey(), context.sourceRawValue(), exception));
    }

    /** What fails between records is the fault of none. */
    private static boolean isPunctuation(ErrorHandlerContext context) {
        return context.topic() == null;
    }

    /** Kafka's own exceptions speak of the cluster, the registry or a store; all but one, and the rest, of the record. */
    private static boolean isInfrastructure(Exception exception) {
        return isInfrastructure((Throwable) exception)
                || (exception.getCause() != null && isInfrastructure(exception.getCause()));
    }

    private static boolean isInfrastructure(Throwable exception) {
        return exception instanceof SchemaRegistryException
                || (exception instanceof KafkaException && !(exception instanceof SerializationException));
    }

    private List<ProducerRecord<byte[], byte[]>> deadLetter(
            Reason counted,
            ErrorHandlerContext context,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Exception exception) {
        String reason = reason(exception);
        metrics.count(counted);
        LOG.atWarn()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("stage", context.processorNodeId())
                .addKeyValue("exception", exception.getClass().getSimpleName())
                .log("record sent to the dead-letter topic");
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, null, Math.max(0, context.timestamp()), key, kept(value), context.headers());
        header(record, DeadLetterHeaders.REASON, reason);
        header(record, DeadLetterHeaders.SOURCE, context.topic());
        header(record, DeadLetterHeaders.POSITION, context.partition() + ":" + context.offset());
        header(record, DeadLetterHeaders.STAGE, context.processorNodeId());
        return List.of(record);
    }

    /** Only our own messages are known to hold nothing of the record. */
    private static String reason(Exception exception) {
        String message = exception instanceof SerializationException ? exception.getMessage() : null;
        String text = message == null
                ? "unexpected " + exception.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    private static byte @Nullable [] kept(byte @Nullable [] value) {
        return value == null || value.length <= Sizes.MOST_RESULT ? value : Arrays.copyOf(value, Sizes.MOST_RESULT);
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
