package io.windhover.connect.s3;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * S3Mock and ElasticMQ on loopback and free ports, which it prints. It runs on their own class path, which this module does
 * not compile against.
 */
public final class AwsPeersMain {

    static final String STARTED = "peers listen on ";

    private AwsPeersMain() {}

    public static void main(String[] arguments) throws Exception {
        try {
            int sqs = startElasticMq();
            int s3 = startS3Mock(arguments[0]);
            System.out.println(STARTED + s3 + " " + sqs);
            // Until whoever started this ends, or is done.
            while (System.in.read() >= 0) {}
        } finally {
            System.exit(0);
        }
    }

    private static int startS3Mock(String directory) throws ReflectiveOperationException {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "com.adobe.testing.s3mock.store.root", directory,
                "http.port", "0",
                "server.ssl.enabled", "false",
                "com.adobe.testing.s3mock.max-payload-size", "2GB",
                "server.address", "127.0.0.1",
                "server.port", "0"));
        Object server = Class.forName("com.adobe.testing.s3mock.S3MockApplication")
                .getMethod("start", Map.class, String[].class)
                .invoke(null, settings, new String[0]);
        return (int) server.getClass().getMethod("getPort").invoke(server);
    }

    private static int startElasticMq() throws ReflectiveOperationException {
        Class<?> builders = Class.forName("org.elasticmq.rest.sqs.SQSRestServerBuilder");
        Object builder = builders.getMethod("withInterface", String.class).invoke(null, "127.0.0.1");
        builder = builder.getClass().getMethod("withDynamicPort").invoke(builder);
        Object server = builder.getClass().getMethod("start").invoke(builder);
        Object binding = server.getClass().getMethod("waitUntilStarted").invoke(server);
        InetSocketAddress address =
                (InetSocketAddress) binding.getClass().getMethod("localAddress").invoke(binding);
        return address.getPort();
    }
}
