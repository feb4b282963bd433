package io.windhover.rules.state;

import io.windhover.schemas.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** One group's observations, one after the other through a fold: what fired, and what is remembered in the end. */
final class Replayed {
    private final byte[] state;
    private final List<Fired> fired;

    private Replayed(byte[] state, List<Fired> fired) {
        this.state = state;
        this.fired = List.copyOf(fired);
    }

    static Replayed through(Fold fold, List<Observation> observations) {
        byte[] state = Outcome.NOTHING;
        List<Fired> fired = new ArrayList<>();
        for (Observation observation : observations) {
            Outcome outcome = fold.observe(state, observation, Fold.NO_WATERMARK);
            state = outcome.state();
            fired.addAll(outcome.fired());
        }
        return new Replayed(state, fired);
    }

    static Replayed through(Fold fold, Observation... observations) {
        return through(fold, List.of(observations));
    }

    byte[] state() {
        return state;
    }

    List<Fired> fired() {
        return fired;
    }

    List<String> messages() {
        return fired.stream().map(Fired::message).toList();
    }

    /** What fired, as far as it must not depend on the order of delivery: each once, in order. */
    <T extends Comparable<T>> List<T> episodes(Function<Fired, T> episode) {
        return fired.stream().map(episode).distinct().sorted().toList();
    }

    static String valuesAndDay(Fired fired) {
        return fired.values() + " on day "
                + StateHeader.day(fired.deciding().getTime().toEpochMilli());
    }

    /** How the observations may come: each at most the grace late, some twice. */
    static List<Observation> delivered(List<Observation> history, Random random) {
        record Coming(Observation observation, Instant when) {}
        return history.stream()
                .flatMap(each -> random.nextInt(4) == 0 ? Stream.of(each, each) : Stream.of(each))
                .map(each -> new Coming(each, Observed.time(each).plus(delay(random))))
                .sorted(Comparator.comparing(Coming::when))
                .map(Coming::observation)
                .toList();
    }

    private static Duration delay(Random random) {
        return Duration.ofMillis((long) (random.nextDouble() * Observed.GRACE.toMillis()));
    }
}
