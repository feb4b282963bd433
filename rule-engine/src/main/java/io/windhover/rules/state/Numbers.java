package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Threshold;
import io.windhover.schemas.Observation;
import io.windhover.schemas.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The number that a correlation makes of a window's entries, and what is said of it. */
final class Numbers {
    private static final int DIGITS = 2;
    private static final int MOST_KEPT = 4_100;

    private final Pattern.Amount pattern;

    Numbers(Pattern.Amount pattern) {
        this.pattern = pattern;
    }

    /** How many entries are kept, so that every threshold can be reached with room to spare. */
    static int kept(Pattern.Amount pattern, int least) {
        double most = pattern.thresholds().stream()
                .mapToDouble(threshold -> threshold.number().doubleValue())
                .max()
                .orElse(0);
        return (int) Math.max(least, Math.min(4 * (most + 1), MOST_KEPT));
    }

    /** An observation without a value, or without a number where numbers are asked for, is not counted. */
    boolean isTaken(Observation observation) {
        return switch (pattern.aggregate()) {
            case EVENTS -> true;
            case DISTINCT -> observation.getValues().stream().noneMatch(String::isEmpty);
            default -> Double.isFinite(number(observation));
        };
    }

    long value(Observation observation) {
        return switch (pattern.aggregate()) {
            case EVENTS -> 0;
            case DISTINCT -> Hash.of(observation.getValues());
            default -> Double.doubleToRawLongBits(number(observation));
        };
    }

    private static double number(Observation observation) {
        String text =
                observation.getValues().isEmpty() ? "" : observation.getValues().get(0);
        return io.windhover.rules.json.Numbers.literal(text)
                .map(BigDecimal::doubleValue)
                .orElse(Double.NaN);
    }

    /** Of no entries: zero of a count or a sum, and not a number else. */
    double of(List<Entry> entries) {
        return switch (pattern.aggregate()) {
            case EVENTS -> entries.size();
            case DISTINCT -> distinct(entries);
            case SUM -> entries.stream().mapToDouble(Entry::number).sum();
            case AVERAGE ->
                entries.stream().mapToDouble(Entry::number).average().orElse(Double.NaN);
            case PERCENTILE -> percentile(entries);
        };
    }

    private static int distinct(List<Entry> entries) {
        long[] values = new long[entries.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = entries.get(i).value();
        }
        Arrays.sort(values);
        int distinct = 0;
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    /** By linear interpolation between the closest ranks. */
    private double percentile(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Double.NaN;
        }
        double[] sorted = entries.stream().mapToDouble(Entry::number).toArray();
        Arrays.sort(sorted);
        double rank = pattern.percentile() / 100.0 * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }

    boolean passes(double number) {
        return !Double.isNaN(number)
                && pattern.thresholds().stream().allMatch(threshold -> threshold.isPassedBy(number));
    }

    String message(double number) {
        String what =
                switch (pattern.aggregate()) {
                    case EVENTS -> plain(number) + " matches";
                    case DISTINCT -> plain(number) + " different values of " + fields();
                    case SUM -> "sum " + plain(number) + " of " + fields();
                    case AVERAGE -> "average " + plain(number) + " of " + fields();
                    case PERCENTILE -> pattern.percentile() + "th percentile " + plain(number) + " of " + fields();
                };
        return what + " in " + Spans.words(pattern.timespan());
    }

    List<Reason> reasons(double number) {
        return List.of(
                new Reason(pattern.aggregate().name().toLowerCase(Locale.ROOT), plain(number)),
                new Reason("condition", condition()),
                new Reason("within", Spans.words(pattern.timespan())));
    }

    private String condition() {
        return pattern.thresholds().stream()
                .map(threshold -> sign(threshold) + " " + threshold.number().toPlainString())
                .collect(Collectors.joining(" and "));
    }

    private static String sign(Threshold threshold) {
        return switch (threshold.operator()) {
            case GT -> ">";
            case GTE -> "≥";
            case LT -> "<";
            case LTE -> "≤";
            case EQ -> "=";
            case NEQ -> "≠";
        };
    }

    private String fields() {
        return pattern.fields().stream().map(field -> field.name()).collect(Collectors.joining(", "));
    }

    private static String plain(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal plain = BigDecimal.valueOf(number)
                .setScale(DIGITS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0).toPlainString() : plain.toPlainString();
    }
}
