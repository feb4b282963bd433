package io.windhover.cli.stop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns the operating system's signals into a {@link Stop}. A shutdown hook would not do: it runs while the process is
 * already ending, so the command could neither choose its exit code nor rely on its libraries, whose own hooks run at the
 * same time.
 *
 * <p>The handlers are reached by reflection, as Kafka does, because the compiler warns of {@code sun.misc.Signal} in a
 * way that cannot be silenced.
 */
public final class Signals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final int ENDED_BY_FORCE = 130;

    private final Map<String, Object> replaced = new HashMap<>();

    private Signals() {}

    /**
     * Has the stop requested at the first signal. Further ones change nothing: to end at once would leave files behind. A
     * command that has not ended in time is ended by force.
     *
     * @param patience how long the command may take to end
     * @param lastResort runs before the process is ended by force
     * @return to {@link #restore} what was before
     */
    public static Signals request(Stop stop, Duration patience, Runnable lastResort) {
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable handler = () -> {
            if (first.getAndSet(false)) {
                stop.request();
                Thread watchdog = new Thread(() -> endAfter(patience, lastResort), "stop-watchdog");
                watchdog.setDaemon(true);
                watchdog.start();
            }
        };
        Signals signals = new Signals();
        NAMES.forEach(name -> signals.handle(name, handler));
        return signals;
    }

    /** Puts the handlers back that were there before. */
    public void restore() {
        replaced.forEach(Signals::set);
    }

    private static void endAfter(Duration patience, Runnable lastResort) {
        try {
            Thread.sleep(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            lastResort.run();
        } finally {
            Runtime.getRuntime().halt(ENDED_BY_FORCE);
        }
    }

    private void handle(String name, Runnable handler) {
        Object proxy = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType()}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handler.run();
                    }
                    return null;
                });
        set(name, proxy).ifPresent(before -> replaced.put(name, before));
    }

    /** Returns the handler before; empty where the system lacks the signal, or whoever started the process ignores it. */
    private static Optional<Object> set(String name, Object handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            return Optional.ofNullable(signal.getMethod("handle", signal, handlerType())
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler));
        } catch (InvocationTargetException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("module jdk.unsupported is missing in this Java runtime", e);
        }
    }

    private static Class<?> handlerType() {
        try {
            return Class.forName("sun.misc.SignalHandler");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("module jdk.unsupported is missing in this Java runtime", e);
        }
    }
}
