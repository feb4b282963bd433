package io.windhover.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionStringTest {

    private static final String KEY = "c2VjcmV0LWtleQ==";
    private static final String OF_NAMESPACE =
            "Endpoint=sb://Example.servicebus.windows.net/;SharedAccessKeyName=listen;SharedAccessKey=" + KEY;

    @Test
    void shouldReadOneOfANamespaceAndOneOfAHub() {
        ConnectionString all = ConnectionString.parse("c", " " + OF_NAMESPACE + "\n");
        ConnectionString one = ConnectionString.parse("c", OF_NAMESPACE + ";EntityPath=activity");

        assertThat(all.host()).isEqualTo("example.servicebus.windows.net");
        assertThat(all.hub()).isEmpty();
        assertThat(one.hub()).contains("activity");
        assertThat(one.login())
                .isEqualTo("org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"$ConnectionString\" password=\"" + OF_NAMESPACE + ";EntityPath=activity\";");
    }

    @Test
    void shouldTakeASignatureInsteadOfAKey() {
        ConnectionString read = ConnectionString.parse(
                "c", "Endpoint=sb://h/;SharedAccessSignature=SharedAccessSignature sr=sb%3a%2f%2fh&sig=x&se=1&skn=n");

        assertThat(read.host()).isEqualTo("h");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it has no Endpoint",
                "${file:/etc/x:y}|a part of it has no name or no value",
                "SharedAccessKeyName=n;SharedAccessKey=s3cret|it has no Endpoint",
                "Endpoint=https://h/;SharedAccessKeyName=n;SharedAccessKey=s3cret|its Endpoint is not sb://HOST/",
                "Endpoint=sb://h/path;SharedAccessKeyName=n;SharedAccessKey=s3cret|its Endpoint is not sb://HOST/",
                "Endpoint=sb://h:9093/;SharedAccessKeyName=n;SharedAccessKey=s3cret|its Endpoint is not sb://HOST/",
                "Endpoint=sb://h/;SharedAccessKeyName=n|it has no SharedAccessKey",
                "Endpoint=sb://h/;SharedAccessKey=s3cret|it has no SharedAccessKeyName",
                "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=|a part of it has no name or no value",
                "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=s3cret\"; x|it has characters that stand in none",
                "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=s3cret\\|it has characters that stand in none"
            })
    void shouldSayWhatIsWrongWithoutRepeatingIt(String text, String reason) {
        assertThatThrownBy(() -> ConnectionString.parse("eventhubs.connection.string", text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("eventhubs.connection.string should be Endpoint=sb://HOST/;SharedAccessKeyName=NAME;"
                        + "SharedAccessKey=KEY, but " + reason);
    }

    @Test
    void shouldNotShowTheKey() {
        assertThat(ConnectionString.parse("c", OF_NAMESPACE).toString())
                .isEqualTo("connection string of example.servicebus.windows.net");
    }
}
