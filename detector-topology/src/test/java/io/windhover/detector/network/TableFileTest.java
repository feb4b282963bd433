package io.windhover.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatIsKnownOfARange() throws Exception {
        TableFile table = read("""
                # Demo data
                {"range":"192.0.2.0/24","country":"DE","region":"DE-BE","city":"Berlin #1","latitude":52.52,\
                "longitude":13.405,"as_number":64500,"as_name":"Example","network":"isp"}

                {"range":"198.51.100.0/24","network":"cloud"}
                """);

        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).place()).isEqualTo(new Place("DE", "DE-BE", "Berlin #1", 52.52, 13.405));
        assertThat(table.rows().get(0).system()).isEqualTo(new AutonomousSystem(64500, "Example"));
        assertThat(table.rows().get(0).kind()).isEqualTo("isp");
        assertThat(table.rows().get(1).place().isNowhere()).isTrue();
        assertThat(table.rows().get(1).system()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"range\":\"192.0.2.1/24\"}                      | '192.0.2.1/24' is no network such as",
                "{\"country\":\"DE\"}                              | has no range",
                "[]                                                | not a JSON object",
                "{\"range\":                                       | not valid JSON: ",
                "{\"range\":\"192.0.2.0/24\",\"contry\":\"DE\"}    | unknown key 'contry'; did you mean 'country'?",
                "{\"range\":\"192.0.2.0/24\",\"country\":1}        | country is not text",
                "{\"range\":\"192.0.2.0/24\",\"latitude\":\"52\"}  | latitude is not a number",
                "{\"range\":\"192.0.2.0/24\",\"as_number\":-1}     | as_number is no autonomous system",
                "{\"range\":\"192.0.2.0/24\",\"network\":\"A b\"}  | 'A b' is no kind of network"
            })
    void shouldNameTheLineThatIsWrong(String line, String reason) {
        assertThatThrownBy(() -> read("\n" + line)).hasMessageStartingWith("line 2: " + reason);
    }

    private TableFile read(String text) throws IOException, NetworkSourceException {
        return TableFile.read(Files.writeString(folder.resolve("table.ndjson"), text));
    }
}
