package io.windhover.connect.normalise.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryNameTest {

    @ParameterizedTest
    @CsvSource({
        "Ada@Falcon.example, ada@falcon.example",
        "Bob_Smith_outside.example#EXT#@falcon.onmicrosoft.com, bob_smith@outside.example",
        "bob_outside.example#ext#@falcon.onmicrosoft.com, bob@outside.example",
        "bob#EXT#@falcon.onmicrosoft.com, bob#ext#@falcon.onmicrosoft.com",
        "_x#EXT#@falcon.example, _x#ext#@falcon.example",
        "Not Available,",
        "Unknown,",
        ","
    })
    void shouldResolveUserPrincipalNames(String name, String resolved) {
        assertThat(DirectoryName.userPrincipalName(name)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({
        "1B1B1B1B-0000-4000-8000-00000000000B, 1b1b1b1b-0000-4000-8000-00000000000b",
        "1b1b1b1b00004000800000000000000b, 1b1b1b1b-0000-4000-8000-00000000000b",
        "00000000-0000-0000-0000-000000000000,",
        "10032000ABCDEF01,",
        "ada@falcon.example,",
        ","
    })
    void shouldReadObjectIds(String id, String objectId) {
        assertThat(DirectoryName.objectId(id)).isEqualTo(objectId);
    }
}
