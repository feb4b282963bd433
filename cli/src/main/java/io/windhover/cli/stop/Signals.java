package io.windhover.cli.stop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns the operating system's signals into a {@link Stop}. A shutdown hook would not do: it runs while the process is
 * already ending, so the command could neither choose its exit code nor rely on its libraries, whose own hooks run at the
 * same time.
 *
 * <p>The handlers are reached by reflection, as Kafka does, because the compiler warns of {@code sun.misc.Signal} in a
 * way that cannot be silenced. Where a Java runtime lacks it, the process ends at once, as it would without us.
 */
public final class Signals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final int FORCED = 130;

    private Signals() {}

    /**
     * Has the stop requested at the first signal. A second one, or a command that has not ended in time, ends the process
     * the hard way.
     *
     * @param patience how long the command may take to end
     * @param lastResort runs before the process is ended the hard way
     */
    public static void request(Stop stop, Duration patience, Runnable lastResort) {
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable handler = () -> {
            if (!first.getAndSet(false)) {
                end(lastResort);
            }
            stop.request();
            Thread watchdog = new Thread(() -> endAfter(patience, lastResort), "stop-watchdog");
            watchdog.setDaemon(true);
            watchdog.start();
        };
        NAMES.forEach(name -> handle(name, handler));
    }

    private static void endAfter(Duration patience, Runnable lastResort) {
        try {
            Thread.sleep(patience.toMillis());
            end(lastResort);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Runnable lastResort) {
        lastResort.run();
        Runtime.getRuntime().halt(FORCED);
    }

    private static void handle(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            // The system lacks the signal, or the runtime keeps it for itself.
        } catch (ReflectiveOperationException e) {
            // The runtime has no such class.
        }
    }
}
