package io.windhover.connect.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** S3Mock and ElasticMQ in a process of their own, and clients to set things up there. */
final class AwsPeers implements AutoCloseable {

    static final String BUCKET = "trail";

    private static final Pattern STARTED = Pattern.compile(AwsPeersMain.STARTED + "(\\d+) (\\d+)");

    private static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /** Which they have picked. */
    private record Ports(int s3, int sqs) {}

    private final Process process;
    private final Path directory;
    private final URI s3Endpoint;
    private final URI sqsEndpoint;
    private final S3Client s3;
    private final SqsClient sqs;
    private int queues;

    private AwsPeers(Process process, Path directory, int s3Port, int sqsPort) {
        this.process = process;
        this.directory = directory;
        s3Endpoint = URI.create("http://127.0.0.1:" + s3Port);
        sqsEndpoint = URI.create("http://127.0.0.1:" + sqsPort);
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));
        s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(5)))
                .endpointOverride(s3Endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build();
        sqs = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(sqsEndpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    /** With an empty bucket. */
    static AwsPeers start() throws IOException, InterruptedException {
        Path target = Path.of(System.getProperty("basedir", System.getProperty("user.dir")), "target");
        Path directory = Files.createTempDirectory(target, "s3mock");
        Path log = target.resolve("aws-peers.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        target.resolve("test-classes") + ":"
                                + Files.readString(target.resolve("aws-peers.classpath"))
                                        .trim(),
                        AwsPeersMain.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<Ports> ports = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, log, ports), "aws-peers-output");
        reader.setDaemon(true);
        reader.start();
        try {
            Ports started = ports.get(2, TimeUnit.MINUTES);
            return new AwsPeers(process, directory, started.s3(), started.sqs());
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("S3Mock and ElasticMQ did not start; they say why in " + log, e);
        }
    }

    private static void read(Process process, Path log, CompletableFuture<Ports> ports) {
        try (BufferedReader output = process.inputReader();
                var copy = Files.newBufferedWriter(log)) {
            String line;
            while ((line = output.readLine()) != null) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                Matcher started = STARTED.matcher(line);
                if (started.matches()) {
                    ports.complete(new Ports(Integer.parseInt(started.group(1)), Integer.parseInt(started.group(2))));
                }
            }
        } catch (IOException closed) {
            // As it is when the process is destroyed.
        } finally {
            // Does nothing if they had started.
            ports.completeExceptionally(new IOException("The process ended"));
        }
    }

    S3Client s3() {
        return s3;
    }

    SqsClient sqs() {
        return sqs;
    }

    /** What gets at both. */
    Map<String, String> settings() {
        return new HashMap<>(Map.of(
                AwsConfig.ACCESS_KEY_ID,
                ACCESS_KEY,
                AwsConfig.SECRET_ACCESS_KEY,
                SECRET_KEY,
                AwsConfig.S3_ENDPOINT,
                s3Endpoint.toString(),
                AwsConfig.S3_PATH_STYLE,
                "true",
                AwsConfig.SQS_ENDPOINT,
                sqsEndpoint.toString()));
    }

    /** A new queue's URL. */
    String createQueue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName("queue-" + ++queues).attributes(attributes))
                .queueUrl();
    }

    String arn(String queueUrl) {
        return attribute(queueUrl, QueueAttributeName.QUEUE_ARN);
    }

    /** Messages that are there for anybody. */
    int visible(String queueUrl) {
        return Integer.parseInt(attribute(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** Messages that somebody holds. */
    int hidden(String queueUrl) {
        return Integer.parseInt(attribute(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    boolean isEmpty(String queueUrl) {
        return visible(queueUrl) + hidden(queueUrl) == 0;
    }

    private String attribute(String queueUrl, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(name))
                .attributes()
                .get(name);
    }

    void send(String queueUrl, String body) {
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
    }

    void put(String key, byte[] content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    /** An object as CloudTrail writes it, with an event for each uid. */
    void putEvents(String key, List<String> uids) {
        put(key, LogObjects.gzip(LogObjects.records(uids)));
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        process.destroyForcibly().onExit().join();
        try (Stream<Path> left = Files.walk(directory)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
