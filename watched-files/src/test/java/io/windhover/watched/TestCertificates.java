package io.windhover.watched;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that sign themselves, made with the JDK's keytool. */
public final class TestCertificates {

    public static final String PASSWORD = "secret-of-the-store";

    private final Path directory;

    public TestCertificates(Path directory) {
        this.directory = directory;
    }

    /** A PKCS12 store with a key and its certificate. */
    public Path keyStore(String name) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return store;
    }

    /** A PKCS12 store that trusts the certificate of a key store. */
    public Path trustStore(Path keyStore) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("trusted", certificate(keyStore));
        Path store = keyStore.resolveSibling(keyStore.getFileName() + ".trust");
        try (var out = Files.newOutputStream(store)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return store;
    }

    /** The key and the certificate as PEM. */
    public Path keyPem(Path keyStore) throws Exception {
        return Files.writeString(
                keyStore.resolveSibling(keyStore.getFileName() + ".key.pem"),
                keyOnlyPem(keyStore) + pem("CERTIFICATE", certificate(keyStore).getEncoded()));
    }

    /** The key alone as PEM. */
    public static String keyOnlyPem(Path keyStore) throws GeneralSecurityException, IOException {
        KeyStore store = load(keyStore);
        return pem(
                "PRIVATE KEY",
                store.getKey(store.aliases().nextElement(), PASSWORD.toCharArray())
                        .getEncoded());
    }

    /** The certificate as PEM. */
    public Path certificatePem(Path keyStore) throws Exception {
        return Files.writeString(
                keyStore.resolveSibling(keyStore.getFileName() + ".pem"),
                pem("CERTIFICATE", certificate(keyStore).getEncoded()));
    }

    /** Trusts the server, and shows a certificate where a key store is given. */
    public static SSLContext client(Path server, List<Path> own) throws Exception {
        return client(List.of(server), own);
    }

    /** Trusts several servers, likewise. */
    public static SSLContext client(List<Path> servers, List<Path> own) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (Path server : servers) {
            trust.setCertificateEntry(server.toString(), certificate(server));
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        List<KeyManager> keys = new ArrayList<>();
        for (Path store : own) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(load(store), PASSWORD.toCharArray());
            keys.addAll(List.of(factory.getKeyManagers()));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.toArray(KeyManager[]::new), trusted.getTrustManagers(), null);
        return context;
    }

    /** The certificate of a key store. */
    public static Certificate certificate(Path store) throws GeneralSecurityException, IOException {
        KeyStore loaded = load(store);
        return loaded.getCertificate(loaded.aliases().nextElement());
    }

    private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
