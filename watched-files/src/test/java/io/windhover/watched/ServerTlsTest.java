package io.windhover.watched;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.config.types.Password;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerTlsTest {
    @TempDir
    static Path stores;

    private static Path first;
    private static Path second;

    @TempDir
    private Path folder;

    private final Server server = new Server();
    private ServerConnector connector;
    private int reads;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = new TestCertificates(stores).keyStore("first");
        second = new TestCertificates(stores).keyStore("second");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void shouldServeWhatAStoreHoldsNow() throws Exception {
        Path live = copy(first, folder.resolve("keys.p12"));
        ServerTls tls = serve(List.of(live), () -> pkcs12(live));
        assertThat(served()).isEqualTo(TestCertificates.certificate(first));

        copy(second, live);
        assertThat(served()).isEqualTo(TestCertificates.certificate(first));
        tls.refresh();

        assertThat(served()).isEqualTo(TestCertificates.certificate(second));
    }

    @Test
    void shouldKeepWhatItHasWhereTheNewCannotBeUsedAndTryOnlyWhatChanges() throws Exception {
        Path live = copy(first, folder.resolve("keys.p12"));
        ServerTls tls = serve(List.of(live), () -> pkcs12(live));

        Files.writeString(live, "no store");
        tls.refresh();
        tls.refresh();
        assertThat(served()).isEqualTo(TestCertificates.certificate(first));
        assertThat(reads).as("reads: at the start, and of what changed").isEqualTo(2);

        Files.delete(live);
        tls.refresh();
        assertThat(served()).isEqualTo(TestCertificates.certificate(first));

        copy(second, live);
        tls.refresh();
        assertThat(served()).isEqualTo(TestCertificates.certificate(second));
    }

    @Test
    void shouldNotServeACertificateWithTheKeyOfAnother() throws Exception {
        Path certificate =
                copy(new TestCertificates(stores).certificatePem(first), Files.createFile(folder.resolve("tls.crt")));
        Path key = Files.writeString(folder.resolve("tls.key"), TestCertificates.keyOnlyPem(first));
        ServerTls tls = serve(List.of(certificate, key), () -> pem(certificate, key));

        // Whoever writes two files writes one of them first.
        copy(new TestCertificates(stores).certificatePem(second), certificate);
        tls.refresh();
        assertThat(served()).isEqualTo(TestCertificates.certificate(first));
        assertThatThrownBy(() -> ServerTls.open(List.of(), () -> pem(certificate, key)))
                .isInstanceOf(TlsException.class)
                .hasMessage("the key is not that of the certificate");

        Files.writeString(key, TestCertificates.keyOnlyPem(second));
        tls.refresh();
        assertThat(served()).isEqualTo(TestCertificates.certificate(second));
    }

    /** Kubernetes writes all files of a volume anew and exchanges the link through which they are reached. */
    @Test
    void shouldSeeThatALinkLeadsElsewhere() throws Exception {
        Path one = Files.createDirectory(folder.resolve("..one"));
        Path two = Files.createDirectory(folder.resolve("..two"));
        copy(first, one.resolve("keys.p12"));
        copy(second, two.resolve("keys.p12"));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), one);
        Path live = Files.createSymbolicLink(folder.resolve("keys.p12"), Path.of("..data", "keys.p12"));
        ServerTls tls = serve(List.of(live), () -> pkcs12(live));

        Files.move(
                Files.createSymbolicLink(folder.resolve("..data_tmp"), two), data, StandardCopyOption.REPLACE_EXISTING);
        tls.refresh();

        assertThat(served()).isEqualTo(TestCertificates.certificate(second));
    }

    @Test
    void shouldGoOnWithConnectionsThatAreOpen() throws Exception {
        Path live = copy(first, folder.resolve("keys.p12"));
        ServerTls tls = serve(List.of(live), () -> pkcs12(live));
        try (SSLSocket open = connect()) {
            assertThat(status(open, "127.0.0.1")).isEqualTo("HTTP/1.1 404 Not Found");

            copy(second, live);
            tls.refresh();

            assertThat(status(open, "127.0.0.1")).isEqualTo("HTTP/1.1 404 Not Found");
        }
    }

    /** As a kubelet asks by an address. */
    @Test
    void shouldAnswerByNamesThatTheCertificateDoesNotHold() throws Exception {
        serve(List.of(first), () -> pkcs12(first));
        try (SSLSocket open = connect()) {
            assertThat(status(open, "another.example")).isEqualTo("HTTP/1.1 404 Not Found");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithoutASecret() {
        Map<String, Object> wrong = Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                first.toString(),
                "ssl.keystore.password",
                new Password("wrong-password"));

        assertThatThrownBy(() -> ServerTls.open(List.of(first), () -> wrong))
                .isInstanceOf(TlsException.class)
                .hasMessageStartingWith("certificate and key cannot be used: ")
                .hasMessageNotContaining("wrong-password");
    }

    private ServerTls serve(List<Path> files, ServerTls.Stores stores) throws Exception {
        ServerTls tls = ServerTls.open(files, () -> {
            reads++;
            return stores.read();
        });
        connector = new ServerConnector(server, tls.protocols(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        return tls;
    }

    private static Map<String, Object> pkcs12(Path store) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store.toString(),
                "ssl.keystore.password",
                new Password(TestCertificates.PASSWORD),
                "ssl.key.password",
                new Password(TestCertificates.PASSWORD));
    }

    private static Map<String, Object> pem(Path certificate, Path key) throws TlsException {
        try {
            return Map.of(
                    "ssl.keystore.type",
                    "PEM",
                    "ssl.keystore.certificate.chain",
                    new Password(Files.readString(certificate)),
                    "ssl.keystore.key",
                    new Password(Files.readString(key)));
        } catch (IOException e) {
            throw new TlsException(e.toString());
        }
    }

    /** As a client that trusts both. */
    private SSLSocket connect() throws Exception {
        SSLContext trusting = TestCertificates.client(List.of(first, second), List.of());
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", connector.getLocalPort());
        socket.startHandshake();
        return socket;
    }

    private Certificate served() throws Exception {
        try (SSLSocket socket = connect()) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String status(SSLSocket socket, String host) throws IOException {
        socket.getOutputStream().write(("HEAD / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
        BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String status = answer.readLine();
        while (!answer.readLine().isEmpty()) {
            // The headers.
        }
        return status;
    }

    private static Path copy(Path from, Path to) throws IOException {
        return Files.write(to, Files.readAllBytes(from));
    }
}
