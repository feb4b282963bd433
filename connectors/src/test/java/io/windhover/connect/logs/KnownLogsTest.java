package io.windhover.connect.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownLogsTest {

    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutObject\"}",
                " {\n \"x\" : { \"y\\\\\" : [ \"}\\\"\" ] } ,\n \"eventName\" : \"A\" , \"eventSource\" : null }",
                "{\"eventVersion\":\"1.10\",\"eventType\":\"AwsCloudTrailInsight\",\"insightDetails\":{}}"
            })
    void shouldRecogniseCloudTrail(String event) {
        assertThat(recognise(event)).map(Normaliser::logSource).hasValueSatisfying(source -> {
            assertThat(source.getProduct()).isEqualTo("aws");
            assertThat(source.getService()).isEqualTo("cloudtrail");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[]",
                "{\"nested\":{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutObject\"}}",
                "{\"text\":\"eventSource\",\"other\":\"eventName\"}",
                "{\"eventName\":\"login\"}",
                "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"verb\":\"get\"}"
            })
    void shouldRecogniseNothingElse(String event) {
        assertThat(recognise(event)).isEmpty();
    }

    @Test
    void shouldStayWithinItsBoundsWhateverTheBytesAre() {
        // Given
        Random random = new Random(7);
        byte[] alphabet = "{}[]\":,\\ aeventName\"1".getBytes(UTF_8);

        // When, Then: no exception, whatever is asked
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            int offset = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            assertThat(recogniser.recognise(bytes, offset, bytes.length - offset))
                    .isNotNull();
            assertThat(new CloudTrailNormaliser().refusal(bytes, offset, bytes.length - offset))
                    .isNotNull();
        }
    }

    private Optional<Normaliser> recognise(String event) {
        byte[] bytes = ("##" + event).getBytes(UTF_8);
        return recogniser.recognise(bytes, 2, bytes.length - 2);
    }
}
