package io.windhover.detector.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.registry.SchemaRegistryException;
import io.windhover.schemas.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterHandlerTest {
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {2, 3};

    private final DeadLetterHandler handler = new DeadLetterHandler();

    @BeforeEach
    void configure() {
        handler.configure(Map.of(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead"));
    }

    @Test
    void shouldSetARecordAsideThatCannotBeRead() {
        DeserializationExceptionHandler.Response response =
                handler.handleError(new Context(), consumed(), new SerializationException("not Avro"));

        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("dead");
            assertThat(letter.key()).isEqualTo(KEY);
            assertThat(letter.value()).isEqualTo(VALUE);
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("not Avro");
            assertThat(header(letter, DeadLetterHeaders.POSITION)).isEqualTo("3:99");
            assertThat(header(letter, "trace")).isEqualTo("t1");
        });
    }

    @Test
    void shouldNotTakeAnAbsentRegistryForABadRecord() {
        SchemaRegistryException away =
                new SchemaRegistryException(SchemaRegistryException.Reason.UNAVAILABLE, "no answer", null);

        assertThat(handler.handleError(new Context(), consumed(), away).result())
                .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
        assertThat(handler.handleError(new Context(), processed(), new RuntimeException(away))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    static Stream<Exception> faultsOfTheRecord() {
        return Stream.of(
                new SerializationException("not JSON"),
                new NullPointerException("a bug"),
                new IllegalStateException(new SerializationException("deep down")));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheRecord")
    void shouldGoOnAfterAPoisonousRecord(Exception exception) {
        ProcessingExceptionHandler.Response response = handler.handleError(new Context(), processed(), exception);

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(letter -> assertThat(letter.value())
                .isEqualTo(VALUE));
    }

    static Stream<Exception> faultsOfTheInfrastructure() {
        return Stream.of(
                new ProcessorStateException("disk full"),
                new TimeoutException("broker away"),
                new RuntimeException(new KafkaException("fenced")));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheInfrastructure")
    void shouldFailWhereTheRecordIsNotAtFault(Exception exception) {
        assertThat(handler.handleError(new Context(), processed(), exception).result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldSetASourceAsideWhoseResultCannotBeWritten() {
        ProducerRecord<byte[], byte[]> result = new ProducerRecord<>("windhover.findings", new byte[10]);

        ProductionExceptionHandler.Response response = handler.handleSerializationError(
                new Context(),
                result,
                new SerializationException("the finding is too large"),
                ProductionExceptionHandler.SerializationExceptionOrigin.VALUE);

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(letter -> assertThat(letter.value())
                .isEqualTo(VALUE));
    }

    @Test
    void shouldNotGoOnInATransactionThatABrokerRefused() {
        ProducerRecord<byte[], byte[]> result = new ProducerRecord<>("windhover.findings", new byte[10]);

        assertThat(handler.handleError(new Context(), result, new RecordTooLargeException("10 MB"))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldFailWhereNoRecordIsBeingProcessed() {
        Context between = new Context() {
            @Override
            public String topic() {
                return null;
            }
        };

        assertThat(handler.handleError(between, processed(), new NullPointerException())
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldNotQuoteTheRecord() {
        DeserializationExceptionHandler.Response response =
                handler.handleError(new Context(), consumed(), new NumberFormatException("For input: hunter2"));

        assertThat(header(response.deadLetterQueueRecords().get(0), DeadLetterHeaders.REASON))
                .isEqualTo("unexpected NumberFormatException");
    }

    @Test
    void shouldBoundTheReason() {
        DeserializationExceptionHandler.Response response =
                handler.handleError(new Context(), consumed(), new SerializationException("x".repeat(10_000)));

        assertThat(header(response.deadLetterQueueRecords().get(0), DeadLetterHeaders.REASON))
                .hasSize(512);
    }

    @Test
    void shouldDemandATopic() {
        assertThatThrownBy(() -> new DeadLetterHandler().configure(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    }

    private static ConsumerRecord<byte[], byte[]> consumed() {
        return new ConsumerRecord<>("windhover.events", 3, 99, KEY, VALUE);
    }

    private static Record<?, ?> processed() {
        return new Record<>(KEY, "value", 0);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static class Context implements ErrorHandlerContext {
        @Override
        public String topic() {
            return "windhover.events";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long offset() {
            return 99;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders().add("trace", "t1".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String processorNodeId() {
            return "match";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 3);
        }

        @Override
        public long timestamp() {
            return -1;
        }

        @Override
        public byte[] sourceRawKey() {
            return KEY;
        }

        @Override
        public byte[] sourceRawValue() {
            return VALUE;
        }
    }
}
