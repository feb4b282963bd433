package io.windhover.benchmarks.deployment;

import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until detectors are done with all events and with all that follows from them, and looks at their pace. */
final class Judging {
    private static final long LOOK_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SAY_EVERY = 60;

    private final Deployment deployment;
    private final DetectorProcess detector;
    private final Bar bar;
    private final Rates rates = new Rates();

    Judging(Deployment deployment, DetectorProcess detector, Bar bar) {
        this.deployment = deployment;
        this.detector = detector;
        this.bar = bar;
    }

    /** @throws IOException if the detector ends, or gets no further for {@link #PATIENCE} */
    void await() throws IOException, InterruptedException {
        long last = 0;
        long lastAt = System.nanoTime();
        try (Progress progress = bar.of("judging", deployment.published())) {
            for (int look = 1; last < deployment.published() || !deployment.isFollowed(); look++) {
                detector.requireAlive();
                long judged = deployment.judged();
                long now = System.nanoTime();
                if (judged > 0 && last < deployment.published()) {
                    rates.add(now, judged);
                }
                if (judged > last || judged == deployment.published()) {
                    lastAt = judged > last ? now : lastAt;
                    last = judged;
                }
                if (now - lastAt > PATIENCE.toNanos()) {
                    throw new IOException("the detector got no further than " + judged + " of " + deployment.published()
                            + " events for " + PATIENCE);
                }
                progress.advanceTo(judged);
                if (look % SAY_EVERY == 0) {
                    bar.say("  " + Counts.of(judged) + " judged, resident "
                            + Counts.bytes(detector.resident().orElse(0)));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    Rates rates() {
        return rates;
    }
}
