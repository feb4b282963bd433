package io.windhover.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * One bound loopback socket for each listener.
 *
 * <p>A port that is picked, written into the configuration and bound later may be taken in between;
 * these are bound first and handed to the broker, so that never happens.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final Map<String, ServerSocketChannel> channels = new ConcurrentHashMap<>();

    /** Binds a free port. */
    int bind(String listener) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channels.put(listener, channel);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            channel.configureBlocking(false);
            return channel.socket().getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No loopback port for listener " + listener, e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        ServerSocketChannel channel = channels.get(listener);
        return channel != null
                ? channel
                : ServerSocketFactory.INSTANCE.openServerSocket(listener, address, backlog, receiveBuffer);
    }

    /** For those that the broker did not get as far as taking over; closing twice does no harm. */
    @Override
    public void close() {
        for (ServerSocketChannel channel : channels.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
