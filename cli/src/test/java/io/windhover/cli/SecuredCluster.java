package io.windhover.cli;

import static org.awaitility.Awaitility.await;

import io.windhover.detector.rights.Right;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** A broker that asks who one is and allows nothing without an ACL, a registry, and who runs the broker. */
public final class SecuredCluster implements AutoCloseable {
    /** How clients prove who they are. */
    public enum Login {
        /** User and password over TLS. */
        PLAIN,
        /** The same, without the password going over the wire. */
        SCRAM,
        /** A certificate. */
        CERTIFICATE
    }

    /** Stands in no message and no log. */
    public static final String PASSWORD = "Kestrel-Secret-7391";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Login login;
    private final Path folder;
    private final EmbeddedBroker broker;
    private final EmbeddedSchemaRegistry registry;
    private final Admin admin;

    /**
     * Starts one.
     *
     * @param folder takes keys and certificates
     * @param users who can log in
     */
    public SecuredCluster(Login login, Path folder, List<String> users) throws Exception {
        this.login = login;
        this.folder = folder;
        List<String> owners = new ArrayList<>(List.of("broker"));
        owners.addAll(login == Login.CERTIFICATE ? users : List.of());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (String owner : owners) {
            trust.setCertificateEntry(owner, keys(owner));
        }
        try (OutputStream out = Files.newOutputStream(file("trust"))) {
            trust.store(out, PASSWORD.toCharArray());
        }
        this.broker = EmbeddedBroker.start(overrides(users));
        this.registry = EmbeddedSchemaRegistry.start();
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.internalServers()));
        for (String user : login == Login.SCRAM ? users : List.<String>of()) {
            get(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all());
        }
    }

    private Map<String, String> overrides(List<String> users) {
        Map<String, String> overrides = new HashMap<>(EmbeddedBroker.AUTHORIZER);
        String protocol = login == Login.CERTIFICATE ? "SSL" : "SASL_SSL";
        overrides.put(
                "listener.security.protocol.map", "CLIENT:" + protocol + ",INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        stores("broker").forEach((name, value) -> overrides.put("listener.name.client." + name, value));
        if (login == Login.CERTIFICATE) {
            overrides.put("listener.name.client.ssl.client.auth", "required");
            overrides.put("ssl.principal.mapping.rules", "RULE:^CN=([a-z]+).*$/$1/");
            return overrides;
        }
        overrides.put("listener.name.client.sasl.enabled.mechanisms", mechanism());
        StringBuilder plain = new StringBuilder(module("plain.PlainLoginModule"));
        users.forEach(user -> plain.append(" user_")
                .append(user)
                .append("=\"")
                .append(PASSWORD)
                .append('"'));
        overrides.put(
                "listener.name.client." + (login == Login.PLAIN ? "plain" : "scram-sha-512") + ".sasl.jaas.config",
                login == Login.PLAIN ? plain + ";" : module("scram.ScramLoginModule") + ";");
        return overrides;
    }

    private String mechanism() {
        return login == Login.PLAIN ? "PLAIN" : "SCRAM-SHA-512";
    }

    private static String module(String name) {
        return "org.apache.kafka.common.security." + name + " required";
    }

    /** The broker's administrator: ACLs are not asked. */
    public Admin admin() {
        return admin;
    }

    public EmbeddedSchemaRegistry registry() {
        return registry;
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    /** What a client of this user is configured with. */
    public Map<String, String> kafka(String user) {
        return kafka(user, PASSWORD);
    }

    public Map<String, String> kafka(String user, String password) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        if (login == Login.CERTIFICATE) {
            settings.put("security.protocol", "SSL");
            settings.putAll(stores(user));
            return settings;
        }
        settings.put("security.protocol", "SASL_SSL");
        settings.put("ssl.truststore.location", file("trust").toString());
        settings.put("ssl.truststore.password", PASSWORD);
        settings.put("sasl.mechanism", mechanism());
        settings.put(
                "sasl.jaas.config",
                module(login == Login.PLAIN ? "plain.PlainLoginModule" : "scram.ScramLoginModule") + " username=\""
                        + user + "\" password=\"" + password + "\";");
        return settings;
    }

    /** A detector's configuration with which this user comes in. */
    public Path config(String user) {
        StringBuilder kafka = new StringBuilder();
        kafka(user).forEach((name, value) -> kafka.append("  ")
                .append(name)
                .append(": '")
                .append(value)
                .append("'\n"));
        return Samples.write(
                folder.resolve(user + ".yml"), """
                application-id: falcon
                topics: {partitions: 2, replication-factor: 1, create: false}
                state: {directory: "%s"}
                alerts: {update-interval: 200ms}
                heartbeats: {interval: 200ms}
                serving: {port: 0}
                schema-registry: {schema.registry.url: "%s"}
                kafka:
                """.formatted(folder.resolve("state"), registry.url()) + kafka);
    }

    /** Returns when the broker allows it. */
    public void allow(String user, Collection<Right> rights) throws Exception {
        List<AclBinding> bindings = bindings(user, rights);
        get(admin.createAcls(bindings).all());
        await().atMost(PATIENCE).until(() -> acls().containsAll(bindings));
    }

    /** Returns when the broker allows it no more. */
    public void forbid(String user, Right right) throws Exception {
        AclBinding binding = right.binding("User:" + user);
        get(admin.deleteAcls(List.of(binding.toFilter())).all());
        await().atMost(PATIENCE).until(() -> !acls().contains(binding));
    }

    private static List<AclBinding> bindings(String user, Collection<Right> rights) {
        return rights.stream().map(right -> right.binding("User:" + user)).toList();
    }

    /** As the broker has them, which learns of them from the controller. */
    private Collection<AclBinding> acls() throws InterruptedException, ExecutionException {
        return admin.describeAcls(AclBindingFilter.ANY).values().get();
    }

    private static void get(KafkaFuture<?> future) throws Exception {
        future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Map<String, String> stores(String owner) {
        return Map.of(
                "ssl.keystore.location",
                file(owner).toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                file("trust").toString(),
                "ssl.truststore.password",
                PASSWORD);
    }

    private Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    /** A key in a store of its own, with a certificate that signs itself. */
    private Certificate keys(String owner) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                owner,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + owner,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-keystore",
                file(owner).toString());
        return KeyStore.getInstance(file(owner).toFile(), PASSWORD.toCharArray())
                .getCertificate(owner);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        registry.close();
        broker.close();
    }
}
