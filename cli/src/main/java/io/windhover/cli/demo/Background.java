package io.windhover.cli.demo;

import io.windhover.cli.output.Failure;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Something that is being started on a thread of its own. However this is left, what came of it is closed.
 *
 * @param <T> what is started
 */
final class Background<T> implements AutoCloseable {
    private final CompletableFuture<T> started;
    private final Consumer<T> close;

    private Background(CompletableFuture<T> started, Consumer<T> close) {
        this.started = started;
        this.close = close;
    }

    static <T> Background<T> start(String name, Callable<T> start, Consumer<T> close) {
        CompletableFuture<T> started = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                started.complete(start.call());
            } catch (Throwable e) {
                started.completeExceptionally(e);
            }
        };
        new Thread(task, name).start();
        return new Background<>(started, close);
    }

    /** Waits for it; throws what starting it threw. */
    T get() throws InterruptedException {
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new Failure(String.valueOf(e.getCause()), e.getCause());
        }
    }

    @Override
    public void close() {
        if (!started.handle((result, failure) -> failure != null).join()) {
            close.accept(started.join());
        }
    }
}
