package io.windhover.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in this process: broker and KRaft controller in one node, on loopback, its data in a
 * temporary directory that {@link #close()} deletes. For the demo, tests and benchmarks; never for
 * production.
 *
 * <p>Exactly-once works. Nothing is deleted by age unless a topic says so: events that are replayed with
 * their old timestamps would be gone within seconds otherwise. Topics are not created by being asked
 * for.
 *
 * <p>Starting takes two to three seconds in a cold process, about half a second in a warm one.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Overrides with which the broker checks rights: clients may do what an ACL allows them, and nothing else. */
    public static final Map<String, String> AUTHORIZER = Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users",
            "User:ANONYMOUS");

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
    private static final long VISIBLE_CHECK_MILLIS = 5;

    private final KraftNode node;
    private @Nullable Admin admin;

    private EmbeddedBroker(KraftNode node) {
        this.node = node;
    }

    /** Starts a broker and returns when it serves. */
    public static EmbeddedBroker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param overrides broker properties that win over the defaults. Clients come in through the
     *     listener {@code CLIENT}; the broker itself and {@link #createTopic} use {@code INTERNAL}, which
     *     stays plain text. So for example {@code listener.security.protocol.map =
     *     CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT} with the usual settings demands SASL
     *     over TLS of clients; with an authorizer, {@code super.users} has to name {@code
     *     User:ANONYMOUS}, as {@link #AUTHORIZER} does.
     * @throws KafkaException if the broker does not start; nothing is left behind
     */
    public static EmbeddedBroker start(Map<String, String> overrides) {
        return new EmbeddedBroker(KraftNode.start(overrides));
    }

    /** Host and port for clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return node.clientAddress();
    }

    /**
     * Host and port of the listener {@code INTERNAL}, where whoever runs the broker comes in: plain text, and with an
     * authorizer as {@code User:ANONYMOUS}.
     */
    public String internalServers() {
        return node.internalAddress();
    }

    /**
     * Creates a topic and returns when clients see it.
     *
     * @param config topic properties, for example {@code cleanup.policy}
     * @throws KafkaException if the topic exists or a property is wrong
     */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
        try {
            admin().createTopics(List.of(topic)).all().get();
            awaitVisible(name);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The controller has the topic at once, the broker a moment later; Streams gives up on what it does not see. */
    private void awaitVisible(String name) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                admin().describeTopics(List.of(name)).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(VISIBLE_CHECK_MILLIS);
            }
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, node.internalAddress()));
        }
        return admin;
    }

    /** Stops the broker and deletes its data. Takes a third of a second; may be called again. */
    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
        node.close();
    }
}
