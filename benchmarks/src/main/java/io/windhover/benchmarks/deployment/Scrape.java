package io.windhover.benchmarks.deployment;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What a detector told of itself in Prometheus's text format. */
final class Scrape {
    private record Sample(String name, String labels, double value) {}

    private final List<Sample> samples;

    private Scrape(List<Sample> samples) {
        this.samples = samples;
    }

    static Scrape of(String text) {
        return new Scrape(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Scrape::sample)
                .toList());
    }

    private static Sample sample(String line) {
        int space = line.lastIndexOf(' ');
        String series = line.substring(0, space);
        int brace = series.indexOf('{');
        String name = brace < 0 ? series : series.substring(0, brace);
        return new Sample(name, brace < 0 ? "" : series.substring(brace), value(line.substring(space + 1)));
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /**
     * The sum of a metric's series; empty where it has none.
     *
     * @param labels what has to stand in the labels, for example {@code area="heap"}
     */
    OptionalDouble sum(String name, String... labels) {
        List<Double> values = values(name, labels).boxed().toList();
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(values.stream().mapToDouble(each -> each).sum());
    }

    /** The largest of a metric's series; empty where it has none. */
    OptionalDouble max(String name, String... labels) {
        return values(name, labels).max();
    }

    private DoubleStream values(String name, String... labels) {
        return samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && List.of(labels).stream().allMatch(sample.labels()::contains))
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value));
    }
}
