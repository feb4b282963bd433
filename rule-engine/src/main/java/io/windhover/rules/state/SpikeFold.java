package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern.Model;
import io.windhover.rules.ir.Pattern.Spike;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A group does something more often within a span than its own history lets expect.
 *
 * <p>Every window that ends with an observation is judged whenever one of its observations comes, by a history that ends
 * before it by the grace: so what is true of a window depends on neither order nor duplicates. One firing is told for
 * each bucket in which such windows end, by whichever of them is found first. What order changes:
 * <ul>
 *   <li>observations that come later than the grace count in what is still kept, and no more in history;
 *   <li>past {@value SpikeState#MOST_HITS} observations within a span and half an hour, windows slide no more but are the
 *       span's own buckets, and what comes in the wrong order behind those that are kept is not counted;
 *   <li>learning ends with a midnight, and then with what came by then.
 * </ul>
 *
 * <p>State: about 60 bytes, 11 for each observation of the last span and half an hour, and about 80 for each of the newest
 * {@value SpikeState#MOST_SHOWN}, so that they can be shown: 13 kB at most, if summaries are short.
 */
final class SpikeFold implements Fold {
    private static final long GRACE_MILLIS = Duration.ofMinutes(15).toMillis();
    /** A group that does nothing is expected to do this much within a span: else its first event is a wonder. */
    private static final double LEAST_MEAN = 0.5;

    private static final double LOG_TEN = StrictMath.log(10);

    private final Spike pattern;
    private final long bucketMillis;
    private final double halvings;
    private final double logProbability;
    private final int learningDays;
    private final int expireDays;

    SpikeFold(Spike pattern) {
        this.pattern = pattern;
        this.bucketMillis = pattern.bucket().toMillis();
        this.halvings = Math.min(1, bucketMillis / (double) pattern.halfLife().toMillis());
        this.logProbability = StrictMath.log(pattern.p());
        this.learningDays = Days.in(pattern.learning().period());
        this.expireDays = Days.in(pattern.expire());
    }

    @Override
    public Outcome observe(byte[] before, Observation observation, long watermark) {
        if (observation.getKind() != ObservationKind.EVENT) {
            return Outcome.unchanged(before);
        }
        SpikeState state = read(before, Days.of(observation));
        Hit hit = Hit.of(observation);
        if (!state.take(hit)) {
            return Outcome.unchanged(before);
        }
        List<Fired> fired = hit.silent() ? List.of() : judge(state, hit, observation);
        int newestDay = Days.of(state.newest());
        state.settle();
        return Outcome.of(state.write(Days.expiry(newestDay, expireDays)), fired);
    }

    /** The bucket of an event time: what one firing is told for. */
    long bucket(long time) {
        return Math.floorDiv(time, bucketMillis);
    }

    private SpikeState read(byte[] bytes, int day) {
        SpikeState state = new SpikeState(bucketMillis, GRACE_MILLIS, halvings);
        if (!Days.isExpired(bytes, day)) {
            state.read(bytes);
        }
        return state;
    }

    private List<Fired> judge(SpikeState state, Hit hit, Observation observation) {
        List<Fired> fired = new ArrayList<>();
        for (Hit end : state.endsOfWindowsWith(hit.time())) {
            long bucket = state.bucket(end.time());
            int count = state.count(end.time());
            if (end.silent() || state.hasFired(bucket) || count < pattern.count()) {
                continue;
            }
            int knownFor = Days.of(end.time()) - state.firstDay();
            DecayedCounts history = state.historyOf(end.time());
            if (knownFor < learningDays || history.events() < pattern.learning().minEvents()) {
                continue;
            }
            long last = state.lastOfHistory(end.time());
            double mean = Math.max(LEAST_MEAN, history.mean(last));
            double log = pattern.model() == Model.POISSON
                    ? Tails.logPoisson(count, mean)
                    : Tails.logNegativeBinomial(count, mean, history.variance(last));
            if (log < logProbability) {
                state.fire(bucket);
                Spiked spiked = new Spiked(end, count, mean, log, knownFor);
                fired.add(fired(spiked, state.shown(end.time()), hit, observation));
            }
        }
        return fired;
    }

    @Override
    public Progress progress(byte[] state, long today) {
        int day = Math.toIntExact(today);
        if (Days.isExpired(state, day)) {
            return Progress.LEARNING;
        }
        SpikeState known = read(state, day);
        long events = known.historyOf(Duration.ofDays(today + 1).toMillis()).events();
        boolean isJudged = day - known.firstDay() >= learningDays
                && events >= pattern.learning().minEvents();
        return isJudged ? Progress.JUDGED : Progress.LEARNING;
    }

    /**
     * A window with more than was to be expected.
     *
     * @param end its last observation
     * @param mean what was to be expected
     * @param log logarithm of the probability of as many or more
     * @param knownFor days since the group was first seen
     */
    private record Spiked(Hit end, int count, double mean, double log, int knownFor) {}

    private Fired fired(Spiked spiked, List<Hit> shown, Hit cause, Observation observation) {
        String span = Spans.words(Duration.ofMillis(bucketMillis));
        String expected = String.format(Locale.ROOT, "%.1f", spiked.mean());
        // One that is too old to be shown is one of very many: that which came stands for it.
        Hit deciding = spiked.end().evidence() == null ? cause : spiked.end();
        Evidence evidence = Objects.requireNonNull(deciding.evidence());
        List<Evidence> related = shown.stream()
                .map(Hit::evidence)
                .filter(other -> other != null && !other.getUid().equals(evidence.getUid()))
                .toList();
        return new Fired(
                spiked.count() + " within " + span + ", expected " + expected,
                evidence,
                related,
                List.of(
                        Shown.reason("count", spiked.count() + " within " + span),
                        Shown.reason("expected", expected + " within " + span),
                        Shown.reason(
                                "until",
                                Instant.ofEpochMilli(spiked.end().time()).toString()),
                        Shown.reason("probability", probability(spiked.log())),
                        Shown.reason("known for", Days.words(spiked.knownFor()))),
                observation.getGroup(),
                List.of(),
                deciding.carried(),
                false,
                observation.getEvent());
    }

    /** Also of those that a double cannot hold. */
    private static String probability(double log) {
        double tens = log / LOG_TEN;
        long exponent = (long) Math.floor(tens);
        return String.format(Locale.ROOT, "%.1fe%d", StrictMath.pow(10, tens - exponent), exponent);
    }
}
