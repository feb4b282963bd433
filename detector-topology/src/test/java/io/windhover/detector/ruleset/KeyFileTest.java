package io.windhover.detector.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String NO_KEY = "-----BEGIN PUBLIC KEY-----\nMAAA\n-----END PUBLIC KEY-----\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasGenerated() throws IOException {
        SigningKey.Generated keys = SigningKey.generate();

        assertThat(KeyFile.text(KeyFile.readPrivate(write("a.key", keys.privateKey()))))
                .isEqualTo(keys.privateKey());
        assertThat(KeyFile.text(KeyFile.readPublic(write("a.pub", keys.publicKey()))))
                .isEqualTo(keys.publicKey());
    }

    @Test
    void shouldRefuseAFileThatHoldsNoSuchKey() throws IOException {
        Path pub = write("a.pub", SigningKey.generate().publicKey());
        Path empty = write("empty.pub", "");
        Path other = write("rsa.pub", NO_KEY);
        Path large = write("large.pub", NO_KEY.repeat(1000));
        Path missing = folder.resolve("missing.pub");

        assertThatThrownBy(() -> KeyFile.readPublic(missing))
                .isInstanceOf(SigningKeyException.class)
                .hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> KeyFile.readPublic(empty)).hasMessageStartingWith(empty + ": holds no");
        assertThatThrownBy(() -> KeyFile.readPublic(other)).hasMessage(other + ": is no Ed25519 public key");
        assertThatThrownBy(() -> KeyFile.readPublic(large)).hasMessage(large + ": is too large for a key");
        assertThatThrownBy(() -> KeyFile.readPrivate(pub)).hasMessageStartingWith(pub + ": holds no");
    }

    @Test
    void shouldNotShowThePrivateKey() {
        assertThat(SigningKey.generate()).asString().contains("PUBLIC").doesNotContain("PRIVATE");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
