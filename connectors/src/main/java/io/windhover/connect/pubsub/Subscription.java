package io.windhover.connect.pubsub;

import com.google.api.core.ApiService;
import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.batching.FlowController.LimitExceededBehavior;
import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriberShutdownSettings;
import com.google.cloud.pubsub.v1.SubscriberShutdownSettings.ShutdownMode;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Google's client on one subscription: it streams messages, asks again after failures that pass, and extends the deadlines of
 * those that are held on to.
 */
final class Subscription implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    /** Of one answer: a message of 10 MB, Pub/Sub's limit, with its envelope. */
    private static final int MAX_ANSWER_BYTES = 20 << 20;

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    /** Connect gives a task five seconds. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final String name;
    private final ManagedChannel channel;
    private final Subscriber subscriber;
    private volatile @Nullable Throwable failure;

    private Subscription(String name, ManagedChannel channel, Subscriber subscriber) {
        this.name = name;
        this.channel = channel;
        this.subscriber = subscriber;
    }

    /** A way to the endpoint of the settings. */
    static ManagedChannelBuilder<?> channel(PubSubSourceConfig config) {
        ManagedChannelBuilder<?> channel = ManagedChannelBuilder.forTarget("dns:///" + config.endpoint());
        return config.plaintext() ? channel.usePlaintext() : channel.useTransportSecurity();
    }

    /**
     * Begins to receive.
     *
     * @throws ConnectException where the credentials cannot be read
     */
    static Subscription start(
            PubSubSourceConfig config, Function<PubSubSourceConfig, ManagedChannelBuilder<?>> channels, Inbox inbox) {
        CredentialsProvider credentials = config.plaintext()
                ? NoCredentialsProvider.create()
                : FixedCredentialsProvider.create(PubSubCredentials.of(config));
        ManagedChannel channel = channels.apply(config)
                .intercept(new CallFailures())
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .build();
        MessageReceiver receiver = (message, reply) -> inbox.arrived(new Received(message, reply));
        Subscriber subscriber = Subscriber.newBuilder(config.subscription(), receiver)
                .setChannelProvider(FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)))
                .setCredentialsProvider(credentials)
                .setFlowControlSettings(FlowControlSettings.newBuilder()
                        .setMaxOutstandingElementCount((long) config.maxMessages())
                        .setMaxOutstandingRequestBytes(config.maxBytes())
                        .setLimitExceededBehavior(LimitExceededBehavior.Block)
                        .build())
                .setMaxAckExtensionPeriodDuration(config.maxExtension())
                .setSubscriberShutdownSettings(SubscriberShutdownSettings.newBuilder()
                        .setMode(ShutdownMode.NACK_IMMEDIATELY)
                        .setTimeout(CLOSE_WITHIN)
                        .build())
                .build();
        Subscription subscription = new Subscription(config.subscription(), channel, subscriber);
        subscriber.addListener(subscription.new Failures(), Runnable::run);
        subscriber.startAsync();
        return subscription;
    }

    private final class Failures extends ApiService.Listener {
        @Override
        public void failed(ApiService.State from, Throwable reason) {
            failure = reason;
        }
    }

    /** Fails where asking again helps nothing: the client has given up. */
    void check() {
        Throwable reason = failure;
        if (reason != null) {
            Status status = Status.fromThrowable(reason);
            throw new ConnectException(
                    "Pub/Sub refuses " + name + ": " + status.getCode() + advice(status.getCode()), reason);
        }
    }

    private static String advice(Status.Code code) {
        return switch (code) {
            case PERMISSION_DENIED -> ", the credentials need roles/pubsub.subscriber on the subscription";
            case UNAUTHENTICATED -> ", the credentials are not valid";
            case NOT_FOUND -> ", there is no such subscription";
            default -> "";
        };
    }

    /** Gives back what was not acknowledged, and hangs up. */
    @Override
    public void close() {
        subscriber.stopAsync();
        try {
            subscriber.awaitTerminated(CLOSE_WITHIN.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (TimeoutException | IllegalStateException e) {
            LOG.atDebug().setCause(e).log("The subscriber did not end in order");
        } finally {
            channel.shutdownNow();
        }
    }
}
