package io.windhover.distribution.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a server on loopback; shut, whoever calls is hung up on. */
final class Gate implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private Gate(ServerSocket door, int behind) {
        this.door = door;
        this.behind = behind;
    }

    /** @param url of the server */
    static Gate before(String url) throws IOException {
        Gate gate = new Gate(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                URI.create(url).getPort());
        Thread keeper = new Thread(gate::keep, "gate");
        keeper.setDaemon(true);
        keeper.start();
        return gate;
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    void shut() {
        shut = true;
        open.forEach(Gate::hangUp);
    }

    void open() {
        shut = false;
    }

    private void keep() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                if (shut) {
                    hangUp(caller);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
                pass(caller, server);
                pass(server, caller);
            } catch (IOException e) {
                // The door was closed, or the server is gone: the next caller will see.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        open.add(from);
        Thread thread = new Thread(
                () -> {
                    try (InputStream in = from.getInputStream();
                            OutputStream out = to.getOutputStream()) {
                        in.transferTo(out);
                    } catch (IOException e) {
                        // Either end hung up.
                    } finally {
                        hangUp(from);
                        hangUp(to);
                        open.remove(from);
                    }
                },
                "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private static void hangUp(Closeable line) {
        try {
            line.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        hangUp(door);
        open.forEach(Gate::hangUp);
    }
}
