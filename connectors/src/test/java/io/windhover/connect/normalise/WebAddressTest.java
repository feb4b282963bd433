package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/ada, github.com",
        "https://Git.Falcon.example, git.falcon.example",
        "http://git.falcon.example:8443/ada, git.falcon.example",
        "https://git.falcon.example?x=/, git.falcon.example",
        "https://ada@falcon.example/, ",
        "https:///ada, ",
        "https://, ",
        "://github.com/, ",
        "github.com/ada, ",
        "'', ",
        ", "
    })
    void shouldFindTheHost(String address, String host) {
        assertThat(WebAddress.host(address)).isEqualTo(host);
    }
}
