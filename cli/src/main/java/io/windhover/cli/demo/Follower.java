package io.windhover.cli.demo;

import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Progress;
import io.windhover.cli.replay.Pace;
import io.windhover.cli.stop.Stop;
import io.windhover.detector.app.Detector;
import io.windhover.schemas.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Follows what comes out of the detector, and knows when all has. */
final class Follower {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Detector detector;
    private final ResultTopics results;
    private final DetectorLag lag;
    private final AlertFeed feed;
    private final Stop stop;
    private final Outcome outcome = new Outcome();
    private final long start = System.nanoTime();
    private long handled;
    private @Nullable Instant firstAlert;

    Follower(Detector detector, ResultTopics results, DetectorLag lag, AlertFeed feed, Stop stop) {
        this.detector = detector;
        this.results = results;
        this.lag = lag;
        this.feed = feed;
        this.stop = stop;
    }

    /**
     * Prints alerts until everything that was replayed has come out: the detector has committed all events and findings,
     * and no alert has grown for a while.
     *
     * @param settled how long nothing may have come before it counts as all
     * @return false if it was told to stop before
     * @throws Failure if the detector makes no progress
     */
    boolean follow(Replay replay, Progress progress, Duration settled) throws InterruptedException {
        long lastChange = System.nanoTime();
        long lastLag = -1;
        while (!stop.isRequested()) {
            boolean news = results.poll(POLL, outcome, alert -> progress.around(() -> print(alert)));
            progress.advanceTo(replay.bytesOnDisk());
            requireRunning();
            long now = System.nanoTime();
            long open = replay.isDone() ? lag.get() : -1;
            if (news || open != lastLag || open < 0) {
                lastChange = now;
                lastLag = open;
            }
            if (open != 0) {
                handled = 0;
            } else if (handled == 0) {
                handled = now;
            }
            Duration quiet = Duration.ofNanos(now - lastChange);
            if (open == 0 && quiet.compareTo(settled) > 0) {
                return true;
            }
            if (quiet.compareTo(PATIENCE) > 0) {
                throw new Failure("the detector has made no progress for " + PATIENCE.toSeconds() + " s and is " + open
                        + " records behind");
            }
        }
        return false;
    }

    private void print(Alert alert) {
        if (firstAlert == null) {
            firstAlert = Instant.now();
        }
        feed.print(alert);
    }

    /** Prints alerts until it is told to stop. */
    void followUntilStopped() {
        while (!stop.isRequested()) {
            results.poll(POLL, outcome, feed::print);
            requireRunning();
        }
    }

    DemoSummary summary(Replay replay, Pace pace) {
        return new DemoSummary(
                replay.events(),
                replay.bytesOnDisk(),
                replay.bytes(),
                outcome,
                pace,
                Duration.ofNanos(handled - start),
                Optional.ofNullable(firstAlert).flatMap(Follower::sinceProcessStart));
    }

    private static Optional<Duration> sinceProcessStart(Instant then) {
        return ProcessHandle.current().info().startInstant().map(began -> Duration.between(began, then));
    }

    private void requireRunning() {
        KafkaStreams.State state = detector.streams().state();
        if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
            throw new Failure("the detector gave up; its log says why (-v shows more of it)");
        }
    }
}
