package io.windhover.detector.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics in Prometheus's text format, as a scrape brings them.
 *
 * @param families what each metric is
 * @param samples their values
 */
record Scrape(Map<String, Family> families, List<Sample> samples) {
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A metric's description, its type and the names of its labels. */
    record Family(String help, String type, Set<String> labels) {}

    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(String text) {
        Map<String, String> helps = new HashMap<>();
        Map<String, Family> families = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        String family = "";
        for (String line : text.lines().toList()) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                helps.put(help.group(1), help.group(2));
            } else if (type.matches()) {
                family = type.group(1);
                families.put(family, new Family(helps.getOrDefault(family, ""), type.group(2), new TreeSet<>()));
            } else if (sample.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                families.get(family).labels().addAll(labels.keySet());
                samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
            } else {
                throw new AssertionError("not a line of the format: " + line);
            }
        }
        return new Scrape(families, samples);
    }

    /** All names that a query may use. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The sum over all series that have these labels; 0 where there is none. */
    double value(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }
}
