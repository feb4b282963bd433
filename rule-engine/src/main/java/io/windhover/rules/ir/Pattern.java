package io.windhover.rules.ir;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a stateful rule looks for in the matches of one group. The text of each is part of the rule's state hash, so that
 * another pattern starts with clean state.
 */
public sealed interface Pattern {
    /** The fields whose values an observation brings, in this order. */
    List<Field> fields();

    /** The fields of the values that a finding tells: those that were judged. */
    default List<Field> judged() {
        return List.of();
    }

    /** Whether it compares with what is usual: then an event that is too late to be judged still teaches. */
    default boolean isBaseline() {
        return true;
    }

    /**
     * A number made of the matches within a span passes all comparisons.
     *
     * @param aggregate how the number is made
     * @param fields whose values it is made of; a list counts distinct tuples; none for a count of events
     * @param percentile which percentile, from 0 to 100; of that aggregate only
     */
    record Amount(
            Aggregate aggregate, Duration timespan, List<Threshold> thresholds, List<Field> fields, int percentile)
            implements Pattern {
        public Amount {
            thresholds = List.copyOf(thresholds);
            fields = List.copyOf(fields);
        }

        @Override
        public boolean isBaseline() {
            return false;
        }

        /** Whether more events can only make it true: then it fires at once, else at the watermark. */
        public boolean isMonotone() {
            return aggregate.grows()
                    && thresholds.stream()
                            .allMatch(each -> each.operator() == Operator.GT || each.operator() == Operator.GTE);
        }
    }

    /** How the number of a {@link Amount} is made. */
    enum Aggregate {
        EVENTS,
        DISTINCT,
        SUM,
        AVERAGE,
        PERCENTILE;

        boolean grows() {
            return this == EVENTS || this == DISTINCT || this == SUM;
        }
    }

    /** One comparison with a number. */
    record Threshold(Operator operator, BigDecimal number) {
        /** Whether a number passes it. */
        public boolean isPassedBy(double value) {
            int order = Double.compare(value, number.doubleValue());
            return switch (operator) {
                case GT -> order > 0;
                case GTE -> order >= 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
                case EQ -> order == 0;
                case NEQ -> order != 0;
            };
        }
    }

    /** How a number is compared. */
    enum Operator {
        GT,
        GTE,
        LT,
        LTE,
        EQ,
        NEQ
    }

    /**
     * The rules that matched within a span make a condition true.
     *
     * @param ordered whether they must match in the order of the document's rules
     * @param condition its leaves are {@link Condition.Named}, after the rules
     */
    record Temporal(Duration timespan, boolean ordered, Condition condition) implements Pattern {
        @Override
        public boolean isBaseline() {
            return false;
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }

        /** Whether more events can only make it true. */
        public boolean isMonotone() {
            return isMonotone(condition);
        }

        private static boolean isMonotone(Condition condition) {
            return !(condition instanceof Condition.Not)
                    && condition.parts().stream().allMatch(Temporal::isMonotone);
        }
    }

    /** Matches of several rules one after the other, each so often, by different events, within a span. */
    record Sequence(Duration timespan, List<Step> steps) implements Pattern {
        public Sequence {
            steps = List.copyOf(steps);
        }

        @Override
        public boolean isBaseline() {
            return false;
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }
    }

    /** One step of a {@link Sequence}. */
    record Step(RuleName rule, int count) {
        @Override
        public String toString() {
            return rule.text() + " " + count;
        }
    }

    /**
     * One rule matched, and another did not within the span after it.
     *
     * @param grace how much longer is waited for it
     */
    record Absence(RuleName trigger, RuleName expect, Duration timespan, Duration grace) implements Pattern {
        @Override
        public boolean isBaseline() {
            return false;
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }

        @Override
        public String toString() {
            return "Absence[" + trigger.text() + ", " + expect.text() + ", " + timespan + ", " + grace + "]";
        }
    }

    /**
     * How a baseline learns.
     *
     * @param period how long a group must have been known before it is judged; zero for not at all
     * @param minEvents how many sightings it must have had: one a value and day
     */
    record Learning(Duration period, int minEvents) {}

    /**
     * A group shows a value that it has not shown before.
     *
     * @param values the fields that make the value, as a tuple
     * @param expire how long a value is remembered after it was last seen
     * @param maxValues how many values a group may have; one with more is wide, and judged no more
     * @param learnFromAlerts whether a value that raised an alert is usual afterwards without an analyst's word
     */
    record NewValue(List<Field> values, Learning learning, Duration expire, int maxValues, boolean learnFromAlerts)
            implements Pattern {
        public NewValue {
            values = List.copyOf(values);
        }

        @Override
        public List<Field> judged() {
            return values;
        }

        @Override
        public List<Field> fields() {
            return values;
        }
    }

    /**
     * A group shows a value that is new to it and that few of its peers show.
     *
     * @param values the fields that make the value, as a tuple
     * @param peerGroup the fields whose values groups must share to be peers
     * @param minPeers how many peers there must be to judge
     * @param prevalence the value is rare if a smaller share of the peers shows it, 0 to 1
     * @param expire how long it is remembered who showed what
     */
    record Rare(
            List<Field> values,
            List<Field> peerGroup,
            int minPeers,
            double prevalence,
            Learning learning,
            Duration expire,
            int maxValues)
            implements Pattern {
        public Rare {
            values = List.copyOf(values);
            peerGroup = List.copyOf(peerGroup);
        }

        @Override
        public List<Field> judged() {
            return values;
        }

        @Override
        public List<Field> fields() {
            return Stream.concat(values.stream(), peerGroup.stream()).toList();
        }
    }

    /**
     * More matches within a bucket's span than the group's own history lets expect.
     *
     * @param bucket the span
     * @param model how counts of a span are distributed around their mean
     * @param halfLife after which history counts half
     * @param p the probability of as many or more, by history, must be smaller, 0 to 1
     * @param count so many at least
     */
    record Spike(
            Duration bucket, Model model, Duration halfLife, Learning learning, Duration expire, double p, int count)
            implements Pattern {
        @Override
        public List<Field> fields() {
            return List.of();
        }
    }

    /** A distribution of counts. */
    enum Model {
        POISSON,
        NEGATIVE_BINOMIAL
    }

    /**
     * Two places that nobody can reach in the time between.
     *
     * @param minDistanceKm nearer places are one
     * @param speedKmh what is faster is impossible
     * @param expire how long a place is remembered
     * @param ignoredNetworks kinds of network whose location says nothing of the person
     */
    record Travel(double minDistanceKm, double speedKmh, Duration expire, Set<String> ignoredNetworks)
            implements Pattern {
        /** In the order in which {@link #fields} brings them. */
        private static final List<Field> PLACE = Stream.of(
                        "ocsf.src_endpoint.location.lat",
                        "ocsf.src_endpoint.location.long",
                        "ocsf.src_endpoint.location.city",
                        "ocsf.src_endpoint.location.country",
                        "ocsf.src_endpoint.network_type",
                        "ocsf.src_endpoint.ip")
                .map(Field::new)
                .toList();

        public Travel {
            ignoredNetworks = Set.copyOf(ignoredNetworks);
        }

        @Override
        public List<Field> fields() {
            return PLACE;
        }

        @Override
        public String toString() {
            return "Travel[" + minDistanceKm + ", " + speedKmh + ", " + expire + ", "
                    + ignoredNetworks.stream().sorted().toList() + "]";
        }
    }

    /**
     * A group comes back after it was not seen for long.
     *
     * @param gap how long
     * @param expire how long it is remembered; longer than the gap
     */
    record Dormant(Duration gap, Duration expire) implements Pattern {
        @Override
        public List<Field> fields() {
            return List.of();
        }
    }
}
