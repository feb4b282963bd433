package io.windhover.connect.pubsub;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A Pub/Sub server on loopback with one subscription: it streams messages within the client's bounds, and delivers again what
 * is given back, what is held on to past its deadline, and what a client had whose connection broke.
 */
final class PubSubServer implements AutoCloseable {

    static final String SUBSCRIPTION = "projects/p1/subscriptions/audit";

    private static final Attributes.Key<Object> CONNECTION = Attributes.Key.create("connection");
    private static final Context.Key<Object> OF_CALL = Context.key("connection");

    /** A message that is out, and until when. */
    private record Lease(PubsubMessage message, Stream stream, long deadlineNanos) {}

    private final Server server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> expiry;
    private final Deque<PubsubMessage> backlog = new ArrayDeque<>();
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private final Deque<Status> refusals = new ArrayDeque<>();
    private final Map<String, Integer> deliveries = new HashMap<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private final Set<String> givenBack = new TreeSet<>();
    private final ConcurrentLinkedQueue<String> authorisations = new ConcurrentLinkedQueue<>();
    private int lastId;
    private int extensions;
    private int mostOut;

    PubSubServer() throws IOException {
        this(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    /** With TLS. */
    static PubSubServer withTls(Path certificatesAndKey) throws IOException {
        return new PubSubServer(
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .useTransportSecurity(certificatesAndKey.toFile(), certificatesAndKey.toFile()));
    }

    private PubSubServer(NettyServerBuilder builder) throws IOException {
        server = builder.addService(ServerInterceptors.intercept(new Subscriptions(), new Calls()))
                .addTransportFilter(new Connections())
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .build()
                .start();
        expiry = clock.scheduleAtFixedRate(this::expire, 100, 100, TimeUnit.MILLISECONDS);
    }

    String endpoint() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Publishes messages; their ids count from 1. */
    synchronized void publish(String... contents) {
        for (String content : contents) {
            backlog.add(PubsubMessage.newBuilder()
                    .setMessageId(Integer.toString(++lastId))
                    .setData(ByteString.copyFrom(content, StandardCharsets.UTF_8))
                    .putAttributes("logging.googleapis.com/timestamp", "2026-10-01T08:00:00Z")
                    .build());
        }
        deliver();
    }

    /** Answers the next request for messages with an error. */
    synchronized void refuse(Status status) {
        refusals.add(status);
    }

    /** Breaks all connections' streams with an error. */
    synchronized void breakStreams(Status status) {
        for (Stream stream : List.copyOf(streams)) {
            stream.answers.onError(status.asRuntimeException());
            streams.remove(stream);
        }
    }

    /** Delivers again what was held on to past its deadline. */
    private synchronized void expire() {
        takeBack(lease -> System.nanoTime() - lease.deadlineNanos() > 0);
    }

    /** As when the deadlines of all messages that are out have passed. */
    synchronized void expireAll() {
        takeBack(lease -> true);
    }

    private void takeBack(Predicate<Lease> which) {
        List<PubsubMessage> again = new ArrayList<>();
        leases.values().removeIf(lease -> which.test(lease) && again.add(lease.message()));
        backlog.addAll(again);
        deliver();
    }

    synchronized Set<String> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    synchronized Set<String> givenBack() {
        return new TreeSet<>(givenBack);
    }

    synchronized int deliveries(String id) {
        return deliveries.getOrDefault(id, 0);
    }

    synchronized int out() {
        return leases.size();
    }

    synchronized int mostOut() {
        return mostOut;
    }

    synchronized int extensions() {
        return extensions;
    }

    List<String> authorisations() {
        return List.copyOf(authorisations);
    }

    private synchronized void deliver() {
        for (Stream stream : streams) {
            while (!backlog.isEmpty() && stream.hasRoom(backlog.peek())) {
                PubsubMessage message = backlog.remove();
                int attempt = deliveries.merge(message.getMessageId(), 1, Integer::sum);
                String ackId = "ack-" + message.getMessageId() + "-" + attempt;
                leases.put(
                        ackId,
                        new Lease(
                                message, stream, System.nanoTime() + TimeUnit.SECONDS.toNanos(stream.deadlineSeconds)));
                mostOut = Math.max(mostOut, leases.size());
                stream.answers.onNext(StreamingPullResponse.newBuilder()
                        .addReceivedMessages(
                                ReceivedMessage.newBuilder().setAckId(ackId).setMessage(message))
                        .build());
            }
        }
    }

    /** One client's open request. */
    private final class Stream implements StreamObserver<StreamingPullRequest> {
        final StreamObserver<StreamingPullResponse> answers;
        final Object connection = OF_CALL.get();
        long maxMessages;
        long maxBytes;
        int deadlineSeconds;

        Stream(StreamObserver<StreamingPullResponse> answers) {
            this.answers = answers;
        }

        boolean hasRoom(PubsubMessage next) {
            List<Lease> mine = leases.values().stream()
                    .filter(lease -> lease.stream() == this)
                    .toList();
            long bytes = mine.stream()
                    .mapToLong(lease -> lease.message().getSerializedSize())
                    .sum();
            boolean fits = (maxMessages <= 0 || mine.size() < maxMessages)
                    && (maxBytes <= 0 || bytes + next.getSerializedSize() <= maxBytes);
            return fits || mine.isEmpty();
        }

        @Override
        public void onNext(StreamingPullRequest request) {
            synchronized (PubSubServer.this) {
                if (!request.getSubscription().isEmpty()) {
                    Status refusal = request.getSubscription().equals(SUBSCRIPTION)
                            ? refusals.poll()
                            : Status.NOT_FOUND.withDescription("no such subscription");
                    if (refusal != null) {
                        answers.onError(refusal.asRuntimeException());
                        return;
                    }
                    maxMessages = request.getMaxOutstandingMessages();
                    maxBytes = request.getMaxOutstandingBytes();
                    deadlineSeconds = request.getStreamAckDeadlineSeconds();
                    streams.add(this);
                    deliver();
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            synchronized (PubSubServer.this) {
                streams.remove(this);
            }
        }

        @Override
        public void onCompleted() {
            synchronized (PubSubServer.this) {
                answers.onCompleted();
                streams.remove(this);
            }
        }
    }

    /** Once a connection is gone, what went out over it comes again: a real server waits for the deadlines. */
    private final class Connections extends ServerTransportFilter {
        @Override
        public Attributes transportReady(Attributes attributes) {
            return attributes.toBuilder().set(CONNECTION, new Object()).build();
        }

        @Override
        public void transportTerminated(Attributes attributes) {
            synchronized (PubSubServer.this) {
                Object gone = attributes.get(CONNECTION);
                streams.removeIf(stream -> stream.connection == gone);
                takeBack(lease -> lease.stream().connection == gone);
            }
        }
    }

    private final class Subscriptions extends SubscriberGrpc.SubscriberImplBase {
        @Override
        public StreamObserver<StreamingPullRequest> streamingPull(StreamObserver<StreamingPullResponse> answers) {
            return new Stream(answers);
        }

        @Override
        public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> answer) {
            synchronized (PubSubServer.this) {
                for (String ackId : request.getAckIdsList()) {
                    Lease lease = leases.remove(ackId);
                    if (lease != null) {
                        acknowledged.add(lease.message().getMessageId());
                    }
                }
                deliver();
            }
            answer.onNext(Empty.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> answer) {
            synchronized (PubSubServer.this) {
                for (String ackId : request.getAckIdsList()) {
                    Lease lease = leases.get(ackId);
                    if (lease != null && request.getAckDeadlineSeconds() == 0) {
                        leases.remove(ackId);
                        givenBack.add(lease.message().getMessageId());
                        backlog.add(lease.message());
                    } else if (lease != null) {
                        extensions++;
                        leases.put(
                                ackId,
                                new Lease(
                                        lease.message(),
                                        lease.stream(),
                                        System.nanoTime() + TimeUnit.SECONDS.toNanos(request.getAckDeadlineSeconds())));
                    }
                }
                deliver();
            }
            answer.onNext(Empty.getDefaultInstance());
            answer.onCompleted();
        }
    }

    /** Notes what clients show, and by which connection they call. */
    private final class Calls implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            authorisations.add(
                    String.valueOf(headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER))));
            Context context =
                    Context.current().withValue(OF_CALL, call.getAttributes().get(CONNECTION));
            return Contexts.interceptCall(context, call, headers, next);
        }
    }

    @Override
    public void close() {
        expiry.cancel(true);
        clock.shutdownNow();
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
